/** Child processes and ports of the rig: started quietly, their last words kept for the error message. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const LAST_WORDS = 4000;

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Runs to the end and gives `{ code, stdout, stderr }`; an abort signal ends the child. */
export function capture(command, parameters, options) {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  const texts = { stdout: [], stderr: [] };
  for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => texts[name].push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({
        code: code ?? 128,
        signal,
        stdout: Buffer.concat(texts.stdout).toString('utf8'),
        stderr: Buffer.concat(texts.stderr).toString('utf8'),
      }),
    );
  });
}

/** Starts a server; `stop` ends it politely, after ten seconds for good. */
export function background(command, parameters, options) {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (words = (words + chunk).slice(-LAST_WORDS)));
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  return {
    pid: child.pid,
    ended,
    lastWords: () => words,
    running: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Asks until `ready()` is true; throws with the server's last words when it ends or takes too long. */
export async function waitUntil(ready, server, { what, timeoutMs = 180_000 }) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (server && !server.running()) throw new Error(`${what} ended while starting:\n${server.lastWords()}`);
    if (await ready().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} was not ready after ${timeoutMs / 1000} s:\n${server?.lastWords() ?? ''}`);
}

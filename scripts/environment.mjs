/**
 * What every script stands on: the repository's root, the Node that scripts run on (the `node` package, whatever
 * the system has), and an install that happens by itself. Plain Node 20, no dependencies: it runs before any is there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const npm = windows ? 'npm.cmd' : 'npm';

/** Node 24 from the development dependency. */
export const nodeBinary = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** Says what happens, on stderr: stdout is for results. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Path of a tool of node_modules that runs on our Node: [nodeBinary, script, …]. */
export const tool = (packageName, script) => join(root, 'node_modules', packageName, script);

/** Runs a command in the root and waits; throws with the command line when it fails. */
export async function run(command, parameters, options = {}) {
  const { allowFailure = false, quiet = false, ...rest } = options;
  const child = spawn(command, parameters, {
    cwd: root,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    ...rest,
    env: { ...process.env, ...rest.env },
    shell: windows,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve(exit ?? (signal ? 128 : 1)));
  });
  if (code !== 0 && !allowFailure)
    throw new Error(`${command} ${parameters.join(' ')} ended with ${code}\n${output}`);
  return { code, output };
}

/** Runs a script on our own Node. */
export const runNode = (parameters, options) => run(nodeBinary, parameters, options);

/** Installs the locked packages when they are absent or older than the lockfile. */
export async function ensureInstalled(folder = root, { size, parameters = [] } = {}) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs - 1000) return false;
  say(`Installing packages${size ? ` (${size} to download, once)` : ''} …`);
  // Not `npm ci`: it refuses a lockfile without the binaries of every platform, and registries lack some of them.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await run(npm, ['install', '--no-save', ...quiet, ...parameters], { cwd: folder });
  return true;
}

/** True when a program answers to `--version`. */
export const has = (program, parameter = '--version') =>
  spawnSync(program, [parameter], { stdio: 'ignore', shell: windows }).status === 0;

import { parseArgs } from 'node:util';
import { identityOf } from '../processes';
import { newPassword, readRecord, writeRecord } from '../server-record';
import { ClickHouseHttpServer } from './http-server';

/** What the process that started this one is told. @internal */
export type ReadyMessage = { ready: true } | { ready: false; code?: string; message: string };

const statementsAtATime = 24;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { dir: { type: 'string' }, port: { type: 'string' }, attached: { type: 'boolean' } },
  });
  const dir = values.dir!;
  const known = await readRecord(dir);
  const credentials = { user: 'default', password: known?.password ?? newPassword() };
  const server = await ClickHouseHttpServer.open({ dir, credentials, concurrency: statementsAtATime });
  const port = await server.listen(Number(values.port ?? 0));
  await writeRecord(dir, {
    ...credentials,
    port,
    pid: process.pid,
    startedAs: await identityOf(process.pid),
  });
  const stop = () => void server.close().finally(() => process.exit(0));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  // A server of a test ends with the test, however that ends.
  if (values.attached) process.once('disconnect', stop);
  tell({ ready: true });
}

const tell = (message: ReadyMessage) => process.send?.(message);

main().catch((error: NodeJS.ErrnoException) => {
  process.stderr.write(`${error.stack}\n`);
  process.send?.({ ready: false, code: error.code, message: error.message }, () => process.exit(1));
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeScratch } from './scratch';

it('clears away what processes of this host left when they were killed, and nothing else', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const host = hostname().replaceAll(/[^\w.]/g, '_');
  const [dead, alive, foreign] = [
    `${host}-${pid}-left`,
    `${host}-${process.ppid}-used`,
    `elsewhere-${pid}-used`,
  ].map((name) => join(tmpdir(), `ai-etl-engine-${name}`)) as [string, string, string];
  for (const folder of [dead, alive, foreign]) mkdirSync(folder, { recursive: true });
  const own = await makeScratch();
  expect([dead, alive, foreign, own].map((folder) => existsSync(folder))).toEqual([false, true, true, true]);
  for (const folder of [alive, foreign, own]) rmSync(folder, { recursive: true, force: true });
});

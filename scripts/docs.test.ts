import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

test('docs/reference is what the code declares (npm run docs)', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(__dirname, 'docs.mjs'), '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

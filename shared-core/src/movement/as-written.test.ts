import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors, type Connection } from '../connectors';
import { load } from './load';

let folder: string;
let files: Connection;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ai-etl-written-')));
  files = await connectors.get('file').open({ root: folder }, { name: 'files' });
});
afterAll(async () => {
  await files.close();
  await rm(folder, { recursive: true, force: true });
});

const known = 'id;answer;amount;day\n1;maybe;about 5;yesterday\n';

it('texts of a file go into text columns as they are written, whatever they look like', async () => {
  await writeFile(join(folder, 'target.csv'), known);
  await writeFile(
    join(folder, 'source.csv'),
    'id;answer;amount;day\n2;No;1 100,50;01.02.2024\n3;Yes;20,00;13.02.2024\n4;;;\n',
  );
  const ledger = await load({
    source: { connection: files, object: 'source.csv' },
    target: { connection: files, object: 'target.csv', mode: 'append' },
  });
  expect(ledger).toMatchObject({ read: 3, written: 3, rejected: 0 });
  const lines = (await readFile(join(folder, 'target.csv'), 'utf8')).replaceAll('"', '').split('\n');
  expect(lines.slice(2, 5)).toEqual(['2;No;1 100,50;01.02.2024', '3;Yes;20,00;13.02.2024', '4;;;']);
});

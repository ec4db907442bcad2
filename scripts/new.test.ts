import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** `npm run new` makes something that compiles, in a copy of the house. */
const house = resolve(__dirname, '..');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'ai-etl-new-'));
  const isSource = (path: string) => !/[\\/](dist|node_modules|golden)$/.test(path);
  for (const path of [
    'shared-core/src',
    'shared-core/tsconfig.json',
    'shared-core/package.json',
    'tsconfig.json',
  ])
    cpSync(join(house, path), join(copy, path), { recursive: true, filter: isSource });
  cpSync(join(house, 'n8n-nodes'), join(copy, 'n8n-nodes'), { recursive: true, filter: isSource });
  for (const path of ['node_modules', 'shared-core/node_modules', 'n8n-nodes/node_modules'])
    symlinkSync(join(house, path), join(copy, path), 'junction');
  cpSync(join(house, 'jest.config.cjs'), join(copy, 'jest.config.cjs'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: copy, encoding: 'utf8' });
  return { status, text: stdout + stderr };
};
const make = (kind: string, name: string) =>
  run(join(house, 'scripts', 'new.mjs'), kind, name, '--root', copy);
const typesOf = (project: string) =>
  run(join(house, 'node_modules/typescript/bin/tsc'), '-p', project, '--noEmit');

test('a connector, a dialect, a target and a node compile, each known to its registry, with a changeset', () => {
  const made = [
    make('connector', 'mysql'),
    make('dialect', 'mysql'),
    make('target', 'spark'),
    make('node', 'Sample'),
  ];
  expect(made.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
  expect(typesOf('shared-core')).toEqual({ status: 0, text: '' });
  expect(typesOf('n8n-nodes')).toEqual({ status: 0, text: '' });
  const read = (path: string) => readFileSync(join(copy, path), 'utf8');
  expect(read('shared-core/src/connectors/connectors.ts')).toMatch(/mysql, postgres\]/);
  expect(read('shared-core/src/sql/dialects/index.ts')).toMatch(
    /\{ clickhouse, duckdb, mysql, postgresql \}/,
  );
  expect(read('shared-core/src/sql/dialects/dialect.ts')).toMatch(/'duckdb', 'mysql'\]/);
  expect(read('shared-core/src/compile/targets.ts')).toMatch(/spark, sql\]/);
  expect(JSON.parse(read('n8n-nodes/package.json')).n8n.nodes).toContain(
    'dist/nodes/AiEtlSample/AiEtlSample.node.js',
  );
  expect(read('.changeset/connector-mysql.md')).toContain('Mysql');
});

test('the new connector’s test says what is to be done', () => {
  const { status, text } = run(join(house, 'node_modules/jest/bin/jest.js'), 'connectors/mysql');
  expect(status).not.toBe(0);
  expect(text).toContain('start a real Mysql here');
});

test('the new dialect’s test names the functions that are to be spelled, and the engine that is to prove them', () => {
  const { status, text } = run(join(house, 'node_modules/jest/bin/jest.js'), 'dialects/mysql');
  expect(status).not.toBe(0);
  expect(text).toMatch(/"octet_length"/);
  expect(text).toContain('start a real Mysql in sql/testing/engines.ts');
});

test('what is there is not overwritten, and a wrong kind is told the kinds', () => {
  expect(make('connector', 'postgres')).toMatchObject({
    status: 2,
    text: expect.stringContaining('is there already'),
  });
  expect(make('planet', 'mars')).toMatchObject({
    status: 2,
    text: expect.stringContaining('connector|dialect|target|node'),
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectorConformance, type SystemUnderTest } from '../testing/conformance';
import { file } from '.';

const start = (ending: string) => async (): Promise<SystemUnderTest> => {
  const root = mkdtempSync(join(tmpdir(), 'ai-etl-file-test-'));
  return {
    settings: { root },
    object: (name) => `${name}.${ending}`,
    stop: async () => rmSync(root, { recursive: true, force: true }),
  };
};

const noServer = {
  'errors/wrong-password': 'files have no password',
  'errors/host-not-found': 'files have no host',
  'errors/connection-refused': 'files have no port',
  'errors/permission-denied-read': 'the tests may run as root, who may read anything',
  'errors/permission-denied-write': 'the tests may run as root, who may write anything',
};

/** Values go there and back in the types that are declared; undeclared, a text says less. */
const untyped = (...types: string[]) =>
  Object.fromEntries(
    types.map((type) => [
      `types/${type}`,
      'a text file holds no types: another one is inferred from these values',
    ]),
  );
const textTypes = untyped(
  ...[
    'int8',
    'int16',
    'int32',
    'uint8',
    'uint16',
    'uint32',
    'uint64',
    'decimal(12,2)',
    'float32',
    'bytes',
    'interval',
  ],
  ...['array<timestamptz>', 'map<string,int64>', 'struct<x:int32,имя:string>'],
);

/** Asked for CSV, such a file is converted; the engine then holds rows up to its own limit, not a few only. */
const converted = {
  'read/back-pressure': 'converting holds rows up to the memory limit of the engine (256 MB)',
};
const noRowsNoFields = {
  'replace/by-nothing': 'a JSON Lines file without rows is an empty file',
  'datasets/empty': 'a JSON Lines file without rows says nothing of its fields',
};

connectorConformance(file, {
  start: start('parquet'),
  title: 'A Parquet file',
  waivers: { ...noServer, ...converted },
});
connectorConformance(file, {
  start: start('csv'),
  title: 'A CSV file',
  waivers: { ...noServer, ...textTypes, ...untyped('json', 'array<int64>', 'array<string>') },
});
connectorConformance(file, {
  start: start('jsonl'),
  title: 'A JSON Lines file',
  waivers: { ...noServer, ...converted, ...noRowsNoFields, ...textTypes, ...untyped('decimal(38,10)') },
});

import { compile } from '@ai-etl/core';

/** A dataset as a spec names it: connection and object. */
export type Named = readonly [connection: string, object: string];

const schemas = { rows: { fields: [{ name: 'id', type: { kind: 'string' }, nullable: true }] } } as const;

/** The catalog file that `ai-etl compile … --to airflow-repository` writes, without any portal. */
export async function catalogInfoOf(name: string, [from, read]: Named, [to, written]: Named): Promise<string> {
  const spec = {
    apiVersion: 'ai-etl/v1',
    name,
    connections: { files: { system: 'file' }, warehouse: { system: 'clickhouse' } },
    steps: [
      { id: 'rows', kind: 'source', connection: from, object: read },
      { id: 'load', kind: 'target', input: 'rows', connection: to, object: written, mode: 'replace' },
    ],
  };
  const { files } = await compile(spec, 'airflow-repository', { schemas: schemas as never });
  return files['catalog-info.yaml']!;
}

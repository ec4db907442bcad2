import {
  jsonRows,
  parseSpec,
  previewStep,
  requirePlan,
  sqlReady,
  type Connection,
  type Row,
  type TableSchema,
} from '@ai-etl/core';

/** The first rows of an object as JSON, read the way a run reads them. */
export async function firstRows(
  connection: Connection,
  object: string,
  schema: TableSchema,
  limit: number,
  signal: AbortSignal,
): Promise<Row[]> {
  await sqlReady();
  const source = { id: 'preview', kind: 'source', connection: 'here', object };
  const spec = parseSpec({
    apiVersion: 'ai-etl/v1',
    name: 'preview',
    connections: { here: { system: connection.connector.id } },
    steps: [source],
  });
  const plan = requirePlan(spec, { preview: schema });
  const { rows } = await previewStep(plan, 'preview', {
    connections: async () => connection,
    limit,
    signal,
  });
  return jsonRows(rows);
}

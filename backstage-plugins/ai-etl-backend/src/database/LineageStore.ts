import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { inPieces, rowsInPieces } from './database';
import { keepSpecLineage } from './lineage-writing';
import type { DatasetIds } from './DatasetStore';
import type { ColumnEdgeRow, DatasetNameRow, PipelineDatasetRow } from './tables';

/** A pipeline reads (`in`) or writes (`out`) a dataset. */
export interface DatasetEdge {
  dataset: string;
  direction: 'in' | 'out';
}

/** A field of a dataset; without `field` all of its rows. */
export interface ColumnEnd {
  dataset: string;
  field?: string;
}

export interface ColumnEdge {
  from: ColumnEnd;
  to: ColumnEnd;
  kind: 'direct' | 'indirect';
  transformation?: string;
}

/** What a pipeline's lineage is, by spec or by run. */
export interface PipelineLineage {
  pipelineId: number;
  edges: readonly DatasetEdge[];
  columnEdges: readonly ColumnEdge[];
}

type Origin = PipelineDatasetRow['origin'];

/** Writes edges of lineage as they count now; `LineageQueries` walks them. */
export class LineageStore {
  /** A newly published spec: its lineage takes the place of the older spec's and of what older runs said. */
  async replace(
    transaction: Knex.Transaction,
    lineage: PipelineLineage,
    published: { version: number; at: string },
    idOf: DatasetIds,
  ): Promise<void> {
    await keepSpecLineage(transaction, { ...published, pipelineId: lineage.pipelineId, lineage });
    for (const table of ['pipeline_datasets', 'column_edges'])
      await transaction(table).where({ pipeline_id: lineage.pipelineId }).delete();
    await this.add(transaction, [lineage], 'spec', idOf);
  }

  /**
   * Makes what runs tell of each pipeline the edges that are given, and no others; those of the spec stay.
   * @returns the pipelines of which something changed
   */
  async show(transaction: Knex.Transaction, lineages: readonly PipelineLineage[]): Promise<number[]> {
    const idOf = await datasetsOf(transaction, lineages);
    const edges = edgeRows(lineages, 'run', idOf);
    const columns = columnRows(lineages, 'run', idOf);
    const ids = lineages.map(({ pipelineId }) => pipelineId);
    const known = <T extends object>(table: string) =>
      transaction<T>(table).where('origin', 'run').whereIn('pipeline_id', ids);
    const knownEdges: PipelineDatasetRow[] = await known<PipelineDatasetRow>('pipeline_datasets').select('*');
    const knownColumns: ColumnKey[] = await known('column_edges').select('id', 'pipeline_id');
    const oldEdges = without(knownEdges, edges, edgeKey);
    const oldColumns = without(knownColumns, columns, columnKey);
    const newEdges = without(edges, knownEdges, edgeKey);
    const newColumns = without(columns, knownColumns, columnKey);
    await deleteEdges(transaction, oldEdges, oldColumns);
    await insertEdges(transaction, newEdges, newColumns);
    const changed = [...oldEdges, ...oldColumns, ...newEdges, ...newColumns];
    return [...new Set(changed.map(({ pipeline_id }) => pipeline_id))];
  }

  private async add(
    transaction: Knex.Transaction,
    lineages: readonly PipelineLineage[],
    origin: Origin,
    idOf: DatasetIds,
  ): Promise<void> {
    await insertEdges(transaction, edgeRows(lineages, origin, idOf), columnRows(lineages, origin, idOf));
  }
}

/** Edges are told between names; names that mean the same lead to one dataset. */
async function datasetsOf(
  transaction: Knex.Transaction,
  lineages: readonly PipelineLineage[],
): Promise<DatasetIds> {
  const ends = lineages.flatMap(({ edges, columnEdges }) => [
    ...edges.map(({ dataset }) => dataset),
    ...columnEdges.flatMap(({ from, to }) => [from.dataset, to.dataset]),
  ]);
  const ids = [...new Set(ends)];
  const found = new Map<string, string>();
  for (const piece of inPieces(ids))
    for (const row of await transaction<DatasetNameRow>('dataset_names')
      .whereIn('id', piece)
      .select('id', 'dataset_id'))
      found.set(row.id, row.dataset_id);
  return (id) => found.get(id) ?? id;
}

type ColumnKey = Pick<ColumnEdgeRow, 'id' | 'pipeline_id'>;

async function deleteEdges(
  transaction: Knex.Transaction,
  edges: PipelineDatasetRow[],
  columns: ColumnKey[],
): Promise<void> {
  const key = ['pipeline_id', 'dataset_id', 'direction', 'origin'] as const;
  for (const piece of rowsInPieces(edges))
    await transaction('pipeline_datasets')
      .whereIn(
        key,
        piece.map((row) => key.map((column) => row[column])),
      )
      .delete();
  for (const piece of inPieces(columns.map(columnKey)))
    await transaction('column_edges').whereIn('id', piece).delete();
}

async function insertEdges(
  transaction: Knex.Transaction,
  edges: PipelineDatasetRow[],
  columns: ColumnEdgeRow[],
) {
  for (const piece of rowsInPieces(edges))
    await transaction('pipeline_datasets')
      .insert(piece)
      .onConflict(['pipeline_id', 'dataset_id', 'direction', 'origin'])
      .ignore();
  for (const piece of rowsInPieces(columns))
    await transaction('column_edges').insert(piece).onConflict('id').ignore();
}

const edgeRows = (
  lineages: readonly PipelineLineage[],
  origin: Origin,
  idOf: DatasetIds,
): PipelineDatasetRow[] =>
  unique(
    lineages.flatMap(({ pipelineId, edges }) =>
      edges.map(({ dataset, direction }) => ({
        pipeline_id: pipelineId,
        dataset_id: idOf(dataset),
        direction,
        origin,
      })),
    ),
    edgeKey,
  );

const columnRows = (
  lineages: readonly PipelineLineage[],
  origin: Origin,
  idOf: DatasetIds,
): ColumnEdgeRow[] =>
  unique(
    lineages.flatMap(({ pipelineId, columnEdges }) =>
      columnEdges.map((edge) => columnRow(pipelineId, edge, origin, idOf)),
    ),
    columnKey,
  );

const edgeKey = (row: PipelineDatasetRow) => `${row.pipeline_id} ${row.dataset_id} ${row.direction}`;
const columnKey = ({ id }: Pick<ColumnEdgeRow, 'id'>) => id;

function without<T, O>(rows: readonly T[], others: readonly O[], keyOf: (row: T | O) => string): T[] {
  const keys = new Set(others.map(keyOf));
  return rows.filter((row) => !keys.has(keyOf(row)));
}

function columnRow(pipelineId: number, edge: ColumnEdge, origin: Origin, idOf: DatasetIds): ColumnEdgeRow {
  const row = {
    pipeline_id: pipelineId,
    from_dataset: idOf(edge.from.dataset),
    from_field: edge.from.field ?? null,
    to_dataset: idOf(edge.to.dataset),
    to_field: edge.to.field ?? null,
    kind: edge.kind,
    transformation: edge.transformation ?? null,
    origin,
  };
  const id = createHash('sha1')
    .update(JSON.stringify(Object.values(row)))
    .digest('hex');
  return { id, ...row };
}

/** Rows once and in one order, so that two writers never wait for each other. */
function unique<T>(rows: T[], keyOf: (row: T) => string): T[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}

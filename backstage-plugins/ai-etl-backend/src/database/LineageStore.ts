import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { rowsInPieces } from './database';
import type { DatasetIds } from './DatasetStore';
import type { ColumnEdgeRow, PipelineDatasetRow } from './tables';

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

/** Writes edges of lineage; `LineageQueries` walks them. */
export class LineageStore {
  /** A newly published spec: its lineage takes the place of the older spec's and of what older runs said. */
  async replace(transaction: Knex.Transaction, lineage: PipelineLineage, idOf: DatasetIds): Promise<void> {
    for (const table of ['pipeline_datasets', 'column_edges'])
      await transaction(table).where({ pipeline_id: lineage.pipelineId }).delete();
    await this.add(transaction, [lineage], 'spec', idOf);
  }

  /** What runs say comes to what is known. */
  async add(
    transaction: Knex.Transaction,
    lineages: readonly PipelineLineage[],
    origin: Origin,
    idOf: DatasetIds,
  ): Promise<void> {
    const edges = unique(
      lineages.flatMap(({ pipelineId, edges: list }) =>
        list.map(({ dataset, direction }): PipelineDatasetRow => ({
          pipeline_id: pipelineId,
          dataset_id: idOf(dataset),
          direction,
          origin,
        })),
      ),
      (row) => `${row.pipeline_id} ${row.dataset_id} ${row.direction}`,
    );
    const columns = unique(
      lineages.flatMap(({ pipelineId, columnEdges }) =>
        columnEdges.map((edge) => columnRow(pipelineId, edge, origin, idOf)),
      ),
      (row) => row.id,
    );
    for (const piece of rowsInPieces(edges))
      await transaction('pipeline_datasets')
        .insert(piece)
        .onConflict(['pipeline_id', 'dataset_id', 'direction', 'origin'])
        .ignore();
    for (const piece of rowsInPieces(columns))
      await transaction('column_edges').insert(piece).onConflict('id').ignore();
  }
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

import type { Knex } from 'knex';
import { ownerRefOf } from '@ai-etl/backstage-plugin-ai-etl-node';
import { inPieces, now } from '../database/database';
import { transactionOf } from '../database/transaction';
import type { DatasetStore } from '../database/DatasetStore';
import type { LineageStore } from '../database/LineageStore';
import { blankRow, liveName } from '../database/PipelineStore';
import type { PipelineRow } from '../database/tables';
import { LineageWriter } from './LineageWriter';
import type { ReadEvent } from './read-event';
import { RunWriter } from './RunWriter';

/** Stores events in groups: each once, whatever order they come in, all of a group or none. */
export class EventStore {
  private readonly runs = new RunWriter();
  private readonly lineage: LineageWriter;

  constructor(
    private readonly knex: Knex,
    private readonly stores: { datasets: DatasetStore; lineage: LineageStore },
    /** Hears of every pipeline whose lineage is another one now. */
    private readonly onLearnt: (pipeline: string) => void = () => {},
  ) {
    this.lineage = new LineageWriter(stores.lineage);
  }

  /** @returns the events that were not known yet */
  async store(events: readonly ReadEvent[]): Promise<ReadEvent[]> {
    const stored = await transactionOf(this.knex, async (transaction) => {
      const fresh = await this.insertNew(transaction, events);
      if (fresh.length === 0) return { fresh, learnt: [] };
      const pipelines = await this.pipelinesOf(transaction, fresh);
      await this.stores.datasets.save(
        transaction,
        fresh.flatMap(({ datasets }) => datasets),
      );
      const tellers = await this.runs.write(transaction, fresh, pipelines);
      const changed = new Set(await this.lineage.learn(transaction, fresh, pipelines, tellers));
      await this.label(transaction, [...changed]);
      const learnt = [...pipelines.values()].filter(({ id, deleted_at }) => changed.has(id) && !deleted_at);
      return { fresh, learnt };
    });
    for (const { name } of stored.learnt) this.onLearnt(name);
    return stored.fresh;
  }

  private async insertNew(transaction: Knex.Transaction, events: readonly ReadEvent[]): Promise<ReadEvent[]> {
    const byHash = new Map(events.map((event) => [event.hash, event]));
    const received_at = now();
    const rows = [...byHash.keys()].sort().map((hash) => {
      const { placing, type, at, body } = byHash.get(hash)!;
      return { hash, run_id: placing?.run.id ?? null, type, event_time: at, received_at, body };
    });
    const inserted = await transaction('lineage_events')
      .insert(rows)
      .onConflict('hash')
      .ignore()
      .returning('hash');
    const fresh = new Set(inserted.map(({ hash }) => hash));
    return [...byHash.values()].filter(({ hash }) => fresh.has(hash));
  }

  /** The pipelines that events name; unknown ones become observed pipelines, deleted ones stay deleted. */
  private async pipelinesOf(
    transaction: Knex.Transaction,
    events: ReadEvent[],
  ): Promise<Map<string, PipelineRow>> {
    const jobs = new Map(events.flatMap(({ job }) => (job ? [[job.pipeline, job] as const] : [])));
    const found = await this.findPipelines(transaction, [...jobs.keys()]);
    const missing = [...jobs.values()].filter(({ pipeline }) => !found.has(pipeline));
    if (missing.length === 0) return found;
    const rows = missing
      .map(({ pipeline, owner, description }) => ({
        ...blankRow(pipeline),
        description: description ?? null,
        owner: owner ?? '',
        owner_ref: ownerRefOf(owner),
      }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    await transaction('pipelines').insert(rows).onConflict(liveName(transaction)).ignore();
    const made = await this.findPipelines(
      transaction,
      missing.map(({ pipeline }) => pipeline),
    );
    return new Map([...found, ...made]);
  }

  private async findPipelines(
    transaction: Knex.Transaction,
    names: string[],
  ): Promise<Map<string, PipelineRow>> {
    const found = new Map<string, PipelineRow>();
    for (const piece of inPieces(names)) {
      // A living pipeline comes last and so wins over deleted ones of its name.
      const rows = await transaction<PipelineRow>('pipelines')
        .whereIn('name', piece)
        .orderByRaw('deleted_at is null, deleted_at, id');
      for (const row of rows) found.set(row.name, row);
    }
    return found;
  }

  /** Systems of what observed pipelines read and write, so that they can be filtered by them. */
  private async label(transaction: Knex.Transaction, ids: number[]): Promise<void> {
    if (ids.length === 0) return;
    const systems = transaction('pipeline_datasets')
      .join('datasets', 'datasets.id', 'pipeline_datasets.dataset_id')
      .join('pipelines', 'pipelines.id', 'pipeline_datasets.pipeline_id')
      .where('pipelines.kind', 'observed')
      .whereIn('pipelines.id', [...new Set(ids)])
      .whereNotNull('datasets.system')
      .distinct('pipelines.id as pipeline_id', 'datasets.system as system')
      .orderBy(['pipeline_id', 'system']);
    const rows = await systems;
    if (rows.length > 0)
      await transaction('pipeline_systems').insert(rows).onConflict(['pipeline_id', 'system']).ignore();
  }
}

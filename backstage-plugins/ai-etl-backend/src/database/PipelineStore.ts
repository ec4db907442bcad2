import { diffSpecs, type PipelineSpec } from '@ai-etl/core';
import { entityNameOf, type AuditAction, type Published } from '@ai-etl/backstage-plugin-ai-etl-common';
import { ownerRefOf } from '@ai-etl/backstage-plugin-ai-etl-node';
import type { Knex } from 'knex';
import { pipelineErrors } from '../pipelines/errors';
import { readPublication, renamed, type Publication } from '../pipelines/publication';
import { scheduleWords } from '../pipelines/schedule-words';
import type { AuditStore } from './AuditStore';
import { now } from './database';
import type { DatasetStore } from './DatasetStore';
import { transactionOf } from './transaction';
import type { LineageStore } from './LineageStore';
import type { PipelineRow, VersionRow } from './tables';

/** Who saves, and what must be true before. */
export interface SaveOptions {
  who: string;
  action: AuditAction;
  message?: string;
  /** Newest version that the writer knows; 0: the pipeline must be new. */
  expectedVersion?: number;
}

export type Saved = Published & { created: boolean };

type Stores = { datasets: DatasetStore; lineage: LineageStore; audit: AuditStore };

/** Writes pipelines and their versions; every change is one transaction with its audit entry. */
export class PipelineStore {
  constructor(
    private readonly knex: Knex,
    private readonly stores: Stores,
  ) {}

  /** The pipeline of that name that is not deleted. */
  async find(name: string): Promise<PipelineRow | undefined> {
    return this.knex<PipelineRow>('pipelines').where({ name }).whereNull('deleted_at').first();
  }

  async byId(id: number): Promise<PipelineRow | undefined> {
    return this.knex<PipelineRow>('pipelines').where({ id }).whereNull('deleted_at').first();
  }

  /** The pipeline of that name that was deleted last. */
  async findDeleted(name: string): Promise<PipelineRow | undefined> {
    return this.knex<PipelineRow>('pipelines')
      .where({ name })
      .whereNotNull('deleted_at')
      .orderBy('deleted_at', 'desc')
      .first();
  }

  /** A version; the newest where none is named. @throws `portal.unknown-version`, `portal.no-spec` (input) */
  async version(pipeline: PipelineRow, version = pipeline.version): Promise<VersionRow> {
    if (pipeline.version === 0) throw pipelineErrors['no-spec']({ name: pipeline.name });
    const row = await this.knex<VersionRow>('pipeline_versions')
      .where({ pipeline_id: pipeline.id, version })
      .first();
    if (!row) throw pipelineErrors['unknown-version']({ name: pipeline.name, version });
    return row;
  }

  async versions(pipeline: PipelineRow): Promise<Omit<VersionRow, 'yaml' | 'spec' | 'schemas'>[]> {
    return this.knex<VersionRow>('pipeline_versions')
      .where({ pipeline_id: pipeline.id })
      .orderBy('version', 'desc')
      .select('pipeline_id', 'version', 'hash', 'message', 'changes', 'created_by', 'created_at');
  }

  /**
   * Stores a spec as the newest version; the spec that is the newest already changes nothing.
   * @throws `portal.version-conflict` (input)
   */
  async save(publication: Publication, options: SaveOptions): Promise<Saved> {
    return transactionOf(this.knex, async (transaction) => {
      const { row, created } = await this.locked(transaction, publication.spec.name);
      expectVersion(row, options.expectedVersion);
      if (row.hash === publication.hash) return { ...publishedOf(row), changed: false, created: false };
      const saved = await this.append(transaction, row, publication, options);
      return { ...publishedOf(saved), changed: true, created };
    });
  }

  /** Hides a pipeline; its name is free again. Where two do so at once, the first one did it. */
  async delete(pipeline: PipelineRow, who: string): Promise<void> {
    await transactionOf(this.knex, async (transaction) => {
      const time = now();
      const deleted = await transaction('pipelines')
        .where({ id: pipeline.id })
        .whereNull('deleted_at')
        .update({ deleted_at: time, updated_at: time });
      if (deleted === 0) return;
      await this.stores.audit.write(transaction, {
        pipeline: pipeline.name,
        who,
        action: 'delete',
        version: pipeline.version,
      });
    });
  }

  /**
   * Brings a deleted pipeline back, under another name where its own is taken.
   * @throws `portal.name-taken` (input)
   */
  async restore(pipeline: PipelineRow, name: string, who: string): Promise<PipelineRow> {
    const publication =
      name === pipeline.name || pipeline.version === 0
        ? undefined
        : await this.renamedPublication(pipeline, name);
    return transactionOf(this.knex, async (transaction) => {
      if (await transaction('pipelines').where({ name }).whereNull('deleted_at').first('id'))
        throw pipelineErrors['name-taken']({ name });
      const change = { name, entity_name: entityNameOf(name), deleted_at: null, updated_at: now() };
      await takeName(transaction, pipeline.id, change);
      const row = { ...pipeline, ...change };
      const message = name === pipeline.name ? undefined : `was ${pipeline.name}`;
      if (publication) return this.append(transaction, row, publication, { who, action: 'restore', message });
      await this.stores.audit.write(transaction, {
        pipeline: name,
        who,
        action: 'restore',
        version: row.version,
        message,
      });
      return row;
    });
  }

  private async renamedPublication(pipeline: PipelineRow, name: string): Promise<Publication> {
    const { yaml, schemas } = await this.version(pipeline);
    return readPublication(name, renamed(yaml, name), JSON.parse(schemas));
  }

  /** The pipeline's row, made where there is none, held until the transaction ends. */
  private async locked(transaction: Knex.Transaction, name: string) {
    const inserted = await transaction('pipelines')
      .insert(blankRow(name))
      .onConflict(liveName(transaction))
      .ignore()
      .returning('id');
    const row = await transaction<PipelineRow>('pipelines')
      .where({ name })
      .whereNull('deleted_at')
      .forUpdate()
      .first();
    return { row: row!, created: inserted.length > 0 };
  }

  private async append(
    transaction: Knex.Transaction,
    row: PipelineRow,
    publication: Publication,
    options: SaveOptions,
  ): Promise<PipelineRow> {
    const version = row.version + 1;
    const change = rowOf(publication, version);
    await transaction('pipelines').where({ id: row.id }).update(change);
    await transaction('pipeline_versions').insert({
      pipeline_id: row.id,
      version,
      hash: publication.hash,
      yaml: publication.yaml,
      spec: JSON.stringify(publication.spec),
      schemas: JSON.stringify(publication.schemas),
      message: options.message ?? null,
      changes: await this.changesSince(transaction, row, publication.spec),
      created_by: options.who,
      created_at: change.updated_at,
    });
    await this.label(transaction, row.id, publication.spec);
    const idOf = await this.stores.datasets.save(transaction, publication.datasets);
    await this.stores.lineage.replace(
      transaction,
      { pipelineId: row.id, ...publication },
      { version, at: change.updated_at },
      idOf,
    );
    // Runs may have come before their spec.
    await transaction('runs')
      .where({ pipeline_id: row.id, hash: publication.hash })
      .whereNull('version')
      .update({ version });
    const { who, action, message } = options;
    await this.stores.audit.write(transaction, { pipeline: row.name, who, action, version, message });
    return { ...row, ...change };
  }

  private async changesSince(
    transaction: Knex.Transaction,
    row: PipelineRow,
    spec: PipelineSpec,
  ): Promise<number> {
    if (row.version === 0) return 0;
    const before = await transaction<VersionRow>('pipeline_versions')
      .where({ pipeline_id: row.id, version: row.version })
      .first('spec');
    return diffSpecs(JSON.parse(before!.spec), spec).length;
  }

  private async label(transaction: Knex.Transaction, id: number, spec: PipelineSpec): Promise<void> {
    const labels = { tag: new Set(spec.tags), system: systemsOf(spec) };
    for (const [label, values] of Object.entries(labels)) {
      await transaction(`pipeline_${label}s`).where({ pipeline_id: id }).delete();
      if (values.size > 0)
        await transaction(`pipeline_${label}s`).insert(
          [...values].map((value) => ({ pipeline_id: id, [label]: value })),
        );
    }
  }
}

/** The partial unique index over the names of living pipelines. */
export const liveName = (knex: Knex) => knex.raw('(name) where deleted_at is null') as unknown as string;

const uniqueViolations = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE']);

/** Between the look and the change somebody else may have taken the name. */
async function takeName(transaction: Knex.Transaction, id: number, change: { name: string }): Promise<void> {
  try {
    await transaction('pipelines').where({ id }).update(change);
  } catch (error) {
    if (!uniqueViolations.has((error as { code?: string }).code ?? '')) throw error;
    throw pipelineErrors['name-taken']({ name: change.name });
  }
}

function expectVersion({ name, version }: PipelineRow, expected: number | undefined): void {
  if (expected !== undefined && expected !== version)
    throw pipelineErrors['version-conflict']({ name, expected, newest: version });
}

const publishedOf = ({ name, version, hash }: PipelineRow) => ({ name, version, hash });

/** A pipeline that nothing is known of but its name. */
export function blankRow(name: string, time = now()): Omit<PipelineRow, 'id'> {
  return {
    name,
    entity_name: entityNameOf(name),
    kind: 'observed',
    title: null,
    description: null,
    owner: '',
    owner_ref: ownerRefOf(undefined),
    schedule: null,
    cron: null,
    version: 0,
    hash: '',
    search_text: name.toLowerCase(),
    created_at: time,
    updated_at: time,
    deleted_at: null,
    last_run_id: null,
    last_run_at: null,
    last_state: null,
  };
}

const systemsOf = (spec: PipelineSpec) => {
  const used = spec.steps.flatMap((step) =>
    'connection' in step ? (spec.connections[step.connection]?.system ?? []) : [],
  );
  return new Set(used);
};

function rowOf({ spec, hash, datasets }: Publication, version: number) {
  const { description, owner, schedule, tags } = spec;
  const words = [spec.name, description, owner, ...tags, ...datasets.map(({ name }) => name)];
  return {
    kind: 'published' as const,
    description: description ?? null,
    owner: owner ?? '',
    owner_ref: ownerRefOf(owner),
    schedule: scheduleWords(schedule) ?? null,
    cron: typeof schedule === 'object' && 'cron' in schedule ? schedule.cron : null,
    version,
    hash,
    search_text: words.filter(Boolean).join('\n').toLowerCase(),
    updated_at: now(),
  };
}

import type { AuditAction, AuditEntry } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { now } from './database';
import type { Visible } from './PipelineQueries';
import type { AuditRow } from './tables';

/** What an audit entry says besides when. */
export interface AuditFacts {
  pipeline: string;
  who: string;
  action: AuditAction;
  version?: number;
  message?: string;
}

/** A part of all entries. */
export interface AuditPage {
  action?: AuditAction;
  limit?: number;
  offset?: number;
}

/** Keeps who changed what; an entry is written in the transaction of its change. */
export class AuditStore {
  constructor(private readonly knex: Knex) {}

  async write(transaction: Knex.Transaction, facts: AuditFacts): Promise<void> {
    await transaction('audit').insert({ ...facts, at: now() });
  }

  /** The newest 500, newest first. */
  async list(pipeline: string): Promise<AuditEntry[]> {
    const rows = await this.knex<AuditRow>('audit').where({ pipeline }).orderBy('id', 'desc').limit(500);
    return rows.map(entryOf);
  }

  /** Of all pipelines, newest first. A name that no pipeline carries any more has no owner to ask about. */
  async page(
    { action, limit = 50, offset = 0 }: AuditPage,
    visible: Visible,
  ): Promise<{ items: AuditEntry[]; total: number }> {
    const names = () => this.knex('pipelines').select('pipelines.name');
    const entries = () => {
      const query = this.knex<AuditRow>('audit').where((either) =>
        either.whereIn('pipeline', names().where(visible)).orWhereNotIn('pipeline', names()),
      );
      return action ? query.where({ action }) : query;
    };
    const [rows, [{ total }]] = await Promise.all([
      entries().orderBy('id', 'desc').limit(limit).offset(offset),
      entries().count({ total: '*' }),
    ]);
    return { items: rows.map(entryOf), total: Number(total) };
  }
}

function entryOf({ pipeline, at, who, action, version, message }: AuditRow): AuditEntry {
  return {
    pipeline,
    at,
    who,
    action: action as AuditAction,
    version: version ?? undefined,
    message: message ?? undefined,
  };
}

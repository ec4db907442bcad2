import type { AuditEntry } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { now } from './database';
import type { AuditRow } from './tables';

/** What was done to a pipeline. */
export type AuditAction = 'publish' | 'rollback' | 'delete' | 'restore';

/** What an audit entry says besides when. */
export interface AuditFacts {
  pipeline: string;
  who: string;
  action: AuditAction;
  version?: number;
  message?: string;
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
    return rows.map(({ at, who, action, version, message }) => ({
      at,
      who,
      action,
      version: version ?? undefined,
      message: message ?? undefined,
    }));
  }
}

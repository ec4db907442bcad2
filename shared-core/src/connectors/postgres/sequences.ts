import type { PoolClient } from 'pg';
import type { Relation } from './catalog';
import { literal, quote } from './quote';
import { tableOf } from './staging';

/**
 * Loaded numbers do not move the sequence behind a serial or identity field, so the application's next row would
 * collide with one of them. Sequences only ever move forward here, since `setval` is not undone by a rollback.
 * @internal
 */
export async function moveSequences(client: PoolClient, relation: Relation, fields: string[]): Promise<void> {
  for (const { name, sequence } of relation.columns) {
    if (sequence === null || !fields.includes(name)) continue;
    await client.query(
      `SELECT setval(${literal(sequence)}, m.most)
       FROM (SELECT max(${quote(name)})::int8 AS most FROM ${tableOf(relation)}) m, ${sequence} s
       WHERE m.most > s.last_value`,
    );
  }
}

import type { Knex } from 'knex';

/** PostgreSQL ended the transaction so that another could go on: serialization_failure, deadlock_detected. */
const yielded = new Set(['40001', '40P01']);
const attempts = 4;

/** A transaction that is done again when the database made it give way to another. */
export async function transactionOf<T>(
  knex: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
  attempt = 1,
): Promise<T> {
  try {
    return await knex.transaction(work);
  } catch (error) {
    if (attempt >= attempts || !yielded.has((error as { code?: string }).code ?? '')) throw error;
    return transactionOf(knex, work, attempt + 1);
  }
}

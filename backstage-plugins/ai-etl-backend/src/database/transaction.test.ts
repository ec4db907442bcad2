import { databasesForTests } from '../__testUtils__/databases';
import { transactionOf } from './transaction';

jest.setTimeout(60_000);

const open = databasesForTests('PostgreSQL');

it('two that wait for each other both get through', async () => {
  const knex = await open();
  await knex.schema.createTable('places', (table) => {
    table.integer('id').primary();
    table.integer('visits');
  });
  await knex('places').insert([1, 2].map((id) => ({ id, visits: 0 })));
  let arrived = 0;
  const both = async () => {
    while (arrived < 2) await new Promise(setImmediate);
  };
  const visit = (first: number, second: number) =>
    transactionOf(knex, async (transaction) => {
      await transaction('places').where({ id: first }).increment('visits');
      arrived += 1;
      await both();
      await transaction('places').where({ id: second }).increment('visits');
    });
  await Promise.all([visit(1, 2), visit(2, 1)]);
  expect(await knex('places').orderBy('id').pluck('visits')).toEqual([2, 2]);
});

it('an error that is no deadlock is not tried again', async () => {
  let tries = 0;
  const failing = transactionOf(await open(), async () => {
    tries += 1;
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(tries).toBe(1);
});

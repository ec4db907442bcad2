/** The other process of the kill test: one load of a CSV into PostgreSQL. */
import { createReadStream } from 'node:fs';
import { connectors } from '../../connectors';
import { integer, simple, type TableSchema } from '../../schema';
import { load } from '..';

interface Order {
  settings: Record<string, unknown>;
  path: string;
  object: string;
  runId: string;
  rejectsDirectory: string;
}

const schema: TableSchema = {
  fields: [
    { name: 'id', type: integer(32), nullable: true },
    { name: 'name', type: simple('string'), nullable: true },
  ],
};
const csv = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };

process.once('message', (order: Order) => void run(order));

async function run({ settings, path, object, ...options }: Order): Promise<void> {
  const connection = await connectors.get('postgresql').open(settings, { name: 'child' });
  process.send!('begun');
  await load({
    ...options,
    source: {
      name: path,
      schema,
      offers: ['csv'],
      open: async () => ({ format: 'csv', schema, csv, bytes: createReadStream(path) }),
    },
    target: { connection, object, mode: 'append' },
  });
  await connection.close();
  process.disconnect();
}

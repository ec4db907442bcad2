/** The other process of `checks/kill.ts`: one load, which waits for its parent after every batch. */
import type { LoadMode, Row } from '../contract';
import { connectors } from '../connectors';
import { childBatches, childBatchRows } from './kill-load';
import { people, peopleFrom } from './checks/subject';

interface Order {
  connector: string;
  settings: Record<string, unknown>;
  object: string;
  mode: LoadMode;
  keys: string[];
  runId: string;
  create?: string[];
}

async function* rows(): AsyncGenerator<Row[]> {
  for (let batch = 1; batch <= childBatches; batch++) {
    const first = 1001 + (batch - 1) * childBatchRows;
    yield peopleFrom(first, first + childBatchRows - 1, 'loaded');
    const next = new Promise((resolve) => process.once('message', resolve));
    process.send!(batch);
    await next;
  }
}

process.once('message', (order: Order) => void load(order));

async function load({ connector, settings, object, create, ...request }: Order): Promise<void> {
  const connection = await connectors.get(connector).open(settings as never, { name: 'child' });
  await connection.write(
    object,
    { format: 'rows', schema: people, rows: rows() },
    { ...request, ...(create && { create: () => create }) },
  );
  await connection.close();
  process.disconnect();
}

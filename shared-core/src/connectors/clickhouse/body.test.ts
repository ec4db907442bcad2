import { setImmediate } from 'node:timers/promises';
import { Readable } from 'node:stream';
import type { DatasetStream } from '../contract';
import { bodyOf } from './body';

test('a source that fails before a request listens is told of, and ends no process', async () => {
  const source = new Readable({ read: () => undefined });
  const stream = { format: 'csv', schema: { fields: [] }, bytes: source } as unknown as DatasetStream;
  const body = bodyOf(stream, [], () => undefined);
  source.destroy(new Error('line 4 has five fields'));
  await setImmediate();
  await setImmediate();
  expect(body.failed()).toMatchObject({ message: 'line 4 has five fields' });
  expect(body.bytes.destroyed).toBe(true);
});

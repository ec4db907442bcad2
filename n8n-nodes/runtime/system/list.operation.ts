import { item, type Operation } from '../operation';
import type { SystemFields } from './fields';
import type { SystemCall } from './system-call';

/** What is there to read. */
export const list = ({ container, limit }: SystemFields): Operation<SystemCall> => ({
  value: 'list',
  name: 'List',
  action: 'List what is there',
  description: 'One item for each table, view or file, with its size where that is known',
  properties: [container, limit],
  async execute(call) {
    const connection = await call.connection();
    const options = {
      container: call.located('container') || undefined,
      limit: call.parameter<number>('limit', 50),
      signal: call.signal,
    };
    return (await connection.use((open) => open.list(options))).map((listing) => item(listing));
  },
});

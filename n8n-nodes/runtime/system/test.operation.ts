import { item, type Operation } from '../operation';
import type { SystemCall } from './system-call';

/** Is the system there, how fast, and what may this user do? */
export const test = (): Operation<SystemCall> => ({
  value: 'test',
  name: 'Test Connection',
  action: 'Test the connection',
  description: 'Answers with version, latency, throughput and what this user may do',
  properties: [],
  async execute(call) {
    const connection = await call.connection();
    const result = await connection.use((open) => open.test({ signal: call.signal }));
    return [item({ connection: connection.name, system: call.connector.id, ...result })];
  },
});

import { jsonRows } from '@ai-etl/core';
import { item, type Operation } from '../operation';
import type { SystemFields } from './fields';
import type { SystemCall } from './system-call';
import { words } from '../words';

/** One SELECT in the system's own dialect; rows come back as items. */
export const query = ({ limit }: SystemFields): Operation<SystemCall> => ({
  value: 'query',
  name: 'Query',
  action: 'Run a query',
  description: 'One SQL query in the dialect of this system; its rows as items',
  properties: [
    {
      displayName: 'Query',
      name: 'query',
      type: 'string',
      typeOptions: { editor: 'sqlEditor', rows: 5 },
      default: '',
      required: true,
      noDataExpression: false,
      placeholder: 'e.g. SELECT origin, count(*) FROM flights GROUP BY origin',
      description: 'A query that reads. Statements that change data belong to Write and to ETL DDL.',
    },
    limit,
  ],
  async execute(call) {
    const connection = await call.connection();
    const sql = call.parameter<string>('query');
    const options = { limit: call.parameter<number>('limit', 50), readOnly: true, signal: call.signal };
    const { rows, truncated } = await connection.use((open) => open.query(sql, options));
    if (truncated) call.context.addExecutionHints({ message: words().firstRows({ count: rows.length }) });
    return jsonRows(rows).map((row) => item(row));
  },
});

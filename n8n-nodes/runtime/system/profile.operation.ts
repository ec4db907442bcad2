import { profileDataset } from '@ai-etl/core';
import type { Operation } from '../operation';
import { columnItems } from '../profile-columns';
import type { SystemFields } from './fields';
import type { SystemCall } from './system-call';

/** A look at one object, as a table of its columns; ETL Profile does the same for a pipeline. */
export const profile = (fields: SystemFields): Operation<SystemCall> => ({
  value: 'profile',
  name: 'Profile',
  action: 'Profile the columns',
  description:
    'Counts every row: types with evidence, empty and distinct values, ranges, patterns; an item for each column',
  properties: [fields.object, fields.columns, fields.readOptions],
  async execute(call) {
    const connection = await call.connection();
    const columns = call.names('columns');
    const options = {
      options: call.readOptions(),
      signal: call.signal,
      ...(columns.length > 0 && { fields: columns }),
    };
    return columnItems(await connection.use((open) => profileDataset(open, call.located('object'), options)));
  },
});

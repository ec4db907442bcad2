import { printSchema, type TableSchema } from '@ai-etl/core';
import { item, type Operation } from '../operation';
import type { SystemFields } from './fields';
import type { SystemCall } from './system-call';

/** One object: its fields and types, keys, size and whatever its system knows of it. */
export const describe = ({ object, readOptions }: SystemFields): Operation<SystemCall> => ({
  value: 'describe',
  name: 'Describe',
  action: 'Describe fields and types',
  description: 'Fields with their types, keys, size and facts such as encoding or engine',
  properties: [object, readOptions],
  async execute(call) {
    const connection = await call.connection();
    const options = { options: call.readOptions(), signal: call.signal };
    const { schema, ...facts } = await connection.use((open) =>
      open.describe(call.located('object'), options),
    );
    return [item({ ...facts, ...printSchema(schema), nativeTypes: nativeTypes(schema) })];
  },
});

/** Types as the system itself spells them. */
const nativeTypes = ({ fields }: TableSchema) =>
  Object.fromEntries(fields.flatMap(({ name, nativeType }) => (nativeType ? [[name, nativeType]] : [])));

import type { Field, TableSchema } from '../schema';
import type { DialectId } from './dialects/dialect';
import type { DeclaredField } from './parse';
import { parseScript } from './read';

/**
 * Schemas of the tables that a script declares with CREATE TABLE, by name, for {@link transpile} and for typing. A
 * table with a column of a type that is none of ours is left out.
 * @throws `sql.syntax` (input), `sql.construct-refused` (refusal)
 * @public
 */
export const declaredTables = (text: string, from: DialectId = 'postgresql'): Record<string, TableSchema> =>
  Object.fromEntries(
    parseScript(text, from).flatMap((statement) =>
      statement.kind === 'table' && statement.fields.every(isTyped)
        ? [[statement.table.join('.'), { fields: statement.fields.filter(isTyped) }]]
        : [],
    ),
  );

const isTyped = (field: DeclaredField): field is Field => field.type !== undefined;

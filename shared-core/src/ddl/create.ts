import { typesOf } from './native-types';
import { writers } from './systems';
import { designTable, type CreatedTable, type CreateOptions } from './table-design';

/**
 * The statements that create a table, with notes on what was decided.
 *
 * @throws `ddl.unknown-field`, `ddl.bad-partition`, `ddl.grain-needs-time`, `ddl.no-fields`, `ddl.unknown-engine` (input);
 * `ddl.bad-name`, `ddl.key-outside-partition`, `ddl.order-outside-key`, `ddl.too-many-partitions`,
 * `schema.type-not-sayable` (refusal)
 * @public
 */
export function createTable(options: CreateOptions): CreatedTable {
  return writers[options.system](designTable(options), options.types ?? typesOf(options.system));
}

/**
 * The statements of {@link createTable} alone: schema or database if asked, table, partitions, indexes, comments;
 * without closing semicolons, to run in this order.
 * @public
 */
export function createStatements(options: CreateOptions): string[] {
  return createTable(options).statements;
}

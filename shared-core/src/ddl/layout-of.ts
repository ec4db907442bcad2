import { printPartition, type TableLayout } from './layout';
import { designTable, type CreateOptions } from './table-design';

/**
 * The layout that {@link createTable} would give a table, in the words of a target step: what a person said, else what
 * the advice says. So that a plan that was advised here is compiled with its advice elsewhere.
 *
 * @throws `ddl.unknown-field`, `ddl.bad-partition` (input)
 * @public
 */
export function layoutOf(options: CreateOptions): TableLayout {
  const { order, partition, indexes, engine } = designTable(options);
  return {
    ...(order.length > 0 && { orderBy: order }),
    ...(partition && { partitionBy: printPartition(partition) }),
    ...(indexes.length > 0 && { indexes: indexes.map(({ fields }) => fields) }),
    ...(engine && { engine }),
  };
}

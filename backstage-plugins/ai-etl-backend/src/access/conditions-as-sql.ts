import type { RuleFilter } from '@ai-etl/backstage-plugin-ai-etl-node';
import { isAndCriteria, isNotCriteria, isOrCriteria } from '@backstage/plugin-permission-node';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';

/** Columns that the fields of rules stand in. */
export const ruleColumns: Record<string, string> = {
  owner: 'pipelines.owner_ref',
  sensitivity: 'datasets.sensitivity',
};

/** Adds a policy's conditions to a query: whom the policy shows nothing reads nothing, also on the last page. */
export function whereAllowed(query: Knex.QueryBuilder, criteria: PermissionCriteria<RuleFilter>): void {
  if (isAndCriteria(criteria)) {
    for (const part of criteria.allOf) void query.andWhere((inner) => whereAllowed(inner, part));
  } else if (isOrCriteria(criteria)) {
    void query.andWhere((inner) => {
      for (const part of criteria.anyOf) void inner.orWhere((one) => whereAllowed(one, part));
    });
  } else if (isNotCriteria(criteria)) {
    // Rules look at whole rows: a row without the field does not have the value.
    void query.whereNot((inner) => whereAllowed(inner, criteria.not));
  } else {
    const column = ruleColumns[criteria.field];
    if (!column) throw new Error(`a permission rule asks for "${criteria.field}", which no column has`);
    void query.whereNotNull(column).whereIn(column, criteria.values);
  }
}

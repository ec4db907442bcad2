import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

/** The label by which catalog entities of datasets say how sensitive they are. @public */
export const SENSITIVITY_LABEL = 'ai-etl.io/sensitivity';

const RESOURCE_TYPE_ENTITY = 'catalog-entity';

/** Takes restricted datasets out of what a decision lets a person read in the catalog. */
export function withoutRestricted(decision: PolicyDecision, levels: string[]): PolicyDecision {
  if (decision.result === AuthorizeResult.DENY || levels.length === 0) return decision;
  const unrestricted = levels.map((level) => ({ not: hasLevel(level) }));
  const conditions = 'conditions' in decision ? [decision.conditions, ...unrestricted] : unrestricted;
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: RESOURCE_TYPE_ENTITY,
    conditions: { allOf: conditions as [PermissionCriteria<PermissionCondition>] },
  };
}

function hasLevel(level: string): PermissionCondition {
  const params = { label: SENSITIVITY_LABEL, value: level };
  return { rule: 'HAS_LABEL', resourceType: RESOURCE_TYPE_ENTITY, params };
}

/** From the least rights to the most; who has several roles acts in the highest. @public */
export const aiEtlRoles = ['viewer', 'engineer', 'architect', 'admin'] as const;

/** @public */
export type AiEtlRole = (typeof aiEtlRoles)[number];

/**
 * How far a right goes: over everything, over pipelines that the person or one of their groups owns, or over
 * datasets that are not restricted.
 * @public
 */
export type Reach = 'all' | 'owned' | 'open';

const viewer: Record<string, Reach> = {
  'ai-etl.pipeline.read': 'all',
  'ai-etl.dataset.read': 'open',
};

const engineer: Record<string, Reach> = {
  ...viewer,
  'ai-etl.pipeline.create': 'all',
  'ai-etl.pipeline.update': 'owned',
  'ai-etl.pipeline.delete': 'owned',
  'ai-etl.spec.generate': 'all',
  'ai-etl.connection.read': 'all',
  'ai-etl.dataset.profile': 'open',
};

const architect: Record<string, Reach> = {
  ...engineer,
  'ai-etl.pipeline.update': 'all',
  'ai-etl.pipeline.restore': 'all',
  'ai-etl.audit.read': 'all',
};

const rights: Record<AiEtlRole, Record<string, Reach>> = { viewer, engineer, architect, admin: {} };

/** How far a role's right to a permission goes; undefined: not at all. An admin may do everything. @public */
export function reachOf(role: AiEtlRole, permission: string): Reach | undefined {
  return role === 'admin' ? 'all' : rights[role][permission];
}

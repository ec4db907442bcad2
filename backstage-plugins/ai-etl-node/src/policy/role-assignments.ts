import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { aiEtlRoles, type AiEtlRole } from './roles';

/** Who has which role, and what is restricted. @public */
export interface RoleAssignments {
  /** Entity refs of users and groups, in lower case. */
  roles: Partial<Record<AiEtlRole, string[]>>;
  /** The role of everybody who is signed in; undefined: none. */
  default?: AiEtlRole;
  /** Levels of sensitivity that only an admin may see. */
  restricted: string[];
}

/**
 * Reads `aiEtl.permissions`.
 *
 * @throws InputError for a role that does not exist, or a person that is not an entity ref
 * @public
 */
export function readRoleAssignments(config: RootConfigService): RoleAssignments {
  const permissions = config.getOptionalConfig('aiEtl.permissions');
  const roles = permissions?.getOptionalConfig('roles');
  const written = permissions?.getOptionalString('default') ?? 'viewer';
  return {
    roles: Object.fromEntries(
      (roles?.keys() ?? []).map((role) => [roleNamed(role), roles!.getStringArray(role).map(memberRef)]),
    ),
    default: written === 'none' ? undefined : roleNamed(written),
    restricted: permissions?.getOptionalStringArray('restricted') ?? ['restricted'],
  };
}

/** The highest role among those that a person has by their own ref or by one of their groups. @public */
export function roleOf(assignments: RoleAssignments, ownershipRefs: string[]): AiEtlRole | undefined {
  const refs = new Set(ownershipRefs);
  const held = aiEtlRoles.filter((role) => assignments.roles[role]?.some((ref) => refs.has(ref)));
  const highest = held.at(-1);
  if (!highest || !assignments.default) return highest ?? assignments.default;
  return aiEtlRoles.indexOf(highest) > aiEtlRoles.indexOf(assignments.default)
    ? highest
    : assignments.default;
}

function roleNamed(name: string): AiEtlRole {
  const role = aiEtlRoles.find((one) => one === name);
  if (role) return role;
  throw new InputError(`aiEtl.permissions: no role "${name}"; there are ${aiEtlRoles.join(', ')}`);
}

function memberRef(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch (cause) {
    throw new InputError(
      `aiEtl.permissions.roles: "${text}" is nobody; write user:default/<name> or group:default/<name>`,
      cause,
    );
  }
}

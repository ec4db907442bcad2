import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { PermissionPolicy, PolicyQuery, PolicyQueryUser } from '@backstage/plugin-permission-node';
import { withoutRestricted } from './restricted-entities';
import { aiEtlConditions } from './rules';
import { reachOf, type Reach } from './roles';
import { roleOf, type RoleAssignments } from './role-assignments';

/** What {@link AiEtlPermissionPolicy} leans on. @public */
export interface AiEtlPermissionPolicyOptions {
  assignments: RoleAssignments;
  /** The refs a person owns things by, such as `coreServices.userInfo` knows them: their own and their groups'. */
  ownershipRefsOf: (credentials: BackstageCredentials) => Promise<string[]>;
  /** Decides what is none of AI-ETL's business; without it, that is allowed. */
  otherwise?: PermissionPolicy;
}

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Decides the `ai-etl.*` permissions by role and hands the rest on, so that it can stand in front of a policy
 * that a company already has.
 *
 * @remarks Of the rest it narrows one: only an admin reads the catalog entities of restricted datasets.
 * @public
 */
export class AiEtlPermissionPolicy implements PermissionPolicy {
  constructor(private readonly options: AiEtlPermissionPolicyOptions) {}

  async handle(request: PolicyQuery, user?: PolicyQueryUser): Promise<PolicyDecision> {
    const { permission } = request;
    if (permission.name.startsWith('ai-etl.')) return this.decide(permission, user);
    const decision = (await this.options.otherwise?.handle(request, user)) ?? ALLOW;
    if (!isPermission(permission, catalogEntityReadPermission)) return decision;
    const refs = await this.refsOf(user);
    if (roleOf(this.options.assignments, refs) === 'admin') return decision;
    return withoutRestricted(decision, this.options.assignments.restricted);
  }

  private async decide(permission: Permission, user?: PolicyQueryUser): Promise<PolicyDecision> {
    if (!user) return DENY;
    const refs = await this.refsOf(user);
    const role = roleOf(this.options.assignments, refs);
    const reach = role && reachOf(role, permission.name);
    return reach ? this.decisionFor(reach, permission, refs) : DENY;
  }

  private decisionFor(reach: Reach, permission: Permission, owners: string[]): PolicyDecision {
    if (reach === 'all' || permission.type !== 'resource') return ALLOW;
    const { restricted } = this.options.assignments;
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'ai-etl',
      resourceType: permission.resourceType,
      conditions:
        reach === 'owned'
          ? aiEtlConditions.isOwner({ owners })
          : { not: aiEtlConditions.hasSensitivity({ levels: restricted }) },
    };
  }

  private async refsOf(user: PolicyQueryUser | undefined): Promise<string[]> {
    return user ? this.options.ownershipRefsOf(user.credentials) : [];
  }
}

import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  isResourcePermission,
  type BasicPermission,
  type Permission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { BackstageCredentials, PermissionsService } from '@backstage/backend-plugin-api';
import type { Visible } from '../database/PipelineQueries';
import type { DatasetRow, PipelineRow } from '../database/tables';
import { whereAllowed } from './conditions-as-sql';
import type { ResourceRules } from './resource-rules';

type Row = PipelineRow | DatasetRow;

/** Somebody who asks, and what they may do. A decision is asked for once a request. */
export class Caller {
  private readonly decisions = new Map<string, Promise<PolicyDecision>>();

  constructor(
    /** An entity ref of a person, or the subject of a token. */
    readonly principal: string,
    private readonly credentials: BackstageCredentials,
    private readonly permissions: PermissionsService,
    private readonly rules: ResourceRules,
  ) {}

  /** Whether the caller has the permission at all, or for this row where one is given. */
  async may(permission: Permission, row?: Row): Promise<boolean> {
    const decision = await this.decisionOn(permission);
    if (decision.result !== AuthorizeResult.CONDITIONAL) return decision.result === AuthorizeResult.ALLOW;
    return row === undefined || this.rules.holds(permission as ResourcePermission, decision, row);
  }

  /** @throws NotAllowedError */
  async require(permission: Permission, row?: Row): Promise<void> {
    if (!(await this.may(permission, row)))
      throw new NotAllowedError(
        `${this.principal} has no permission ${permission.name}${row ? ` for "${row.name}"` : ''}`,
      );
  }

  /** Narrows a query of pipelines or datasets to the rows that the caller has the permission for. */
  async visible(permission: ResourcePermission): Promise<Visible> {
    const decision = await this.decisionOn(permission);
    if (decision.result !== AuthorizeResult.CONDITIONAL)
      return decision.result === AuthorizeResult.ALLOW
        ? () => undefined
        : (query) => void query.whereRaw('1 = 0');
    const criteria = this.rules.criteriaOf(permission, decision);
    return (query) => void query.andWhere((inner) => whereAllowed(inner, criteria));
  }

  private decisionOn(permission: Permission): Promise<PolicyDecision> {
    const known = this.decisions.get(permission.name) ?? this.ask(permission);
    this.decisions.set(permission.name, known);
    return known;
  }

  private async ask(permission: Permission): Promise<PolicyDecision> {
    const { credentials } = this;
    const [decision] = isResourcePermission(permission)
      ? await this.permissions.authorizeConditional([{ permission }], { credentials })
      : await this.permissions.authorize([{ permission: permission as BasicPermission }], { credentials });
    return decision as PolicyDecision;
  }
}

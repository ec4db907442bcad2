import { RESOURCE_TYPE_DATASET, RESOURCE_TYPE_PIPELINE } from '@ai-etl/backstage-plugin-ai-etl-common';
import {
  createConditionFactory,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod';

/** What the rules look at in a pipeline. @public */
export interface OwnedResource {
  /** An entity ref as {@link ownerRefOf} makes it, such as `group:default/analytics`. */
  owner?: string;
}

/** What the rules look at in a dataset. @public */
export interface ClassifiedResource {
  /** How sensitive its content is, such as `restricted`; without it, it was never classified. */
  sensitivity?: string;
}

/**
 * A rule as the store's query: the rows whose `field` has one of the `values`.
 *
 * @remarks A row without the field has none of them, so `not` of this must keep it
 * (in SQL: `field IS NULL OR field NOT IN (…)`).
 * @public
 */
export interface RuleFilter<TField extends string = string> {
  field: TField;
  values: string[];
}

/** Pipelines as a resource of permissions. @public */
export const pipelineResourceRef = createPermissionResourceRef<OwnedResource, RuleFilter<'owner'>>().with({
  pluginId: 'ai-etl',
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Datasets as a resource of permissions. @public */
export const datasetResourceRef = createPermissionResourceRef<
  ClassifiedResource,
  RuleFilter<'sensitivity'>
>().with({ pluginId: 'ai-etl', resourceType: RESOURCE_TYPE_DATASET });

/** Allows pipelines that one of the given users or groups owns. @public */
export const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow pipelines that one of the given users or groups owns',
  resourceRef: pipelineResourceRef,
  paramsSchema: z.object({
    owners: z.array(z.string()).describe('Entity refs of users and groups, in lower case'),
  }),
  apply: (pipeline, { owners }) => pipeline.owner !== undefined && owners.includes(pipeline.owner),
  toQuery: ({ owners }) => ({ field: 'owner', values: owners }),
});

/** Allows datasets of the given levels of sensitivity. @public */
export const hasSensitivity = createPermissionRule({
  name: 'HAS_SENSITIVITY',
  description: 'Allow datasets of the given levels of sensitivity',
  resourceRef: datasetResourceRef,
  paramsSchema: z.object({ levels: z.array(z.string()).describe('Such as "restricted"') }),
  apply: (dataset, { levels }) => dataset.sensitivity !== undefined && levels.includes(dataset.sensitivity),
  toQuery: ({ levels }) => ({ field: 'sensitivity', values: levels }),
});

/** The rules of pipelines, for the permissions registry. @public */
export const pipelineRules = [isOwner];

/** The rules of datasets, for the permissions registry. @public */
export const datasetRules = [hasSensitivity];

/** Conditions that a policy answers with. @public */
export const aiEtlConditions = {
  isOwner: createConditionFactory(isOwner),
  hasSensitivity: createConditionFactory(hasSensitivity),
};

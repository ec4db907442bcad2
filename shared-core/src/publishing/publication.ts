import { parse } from 'yaml';
import { z } from 'zod';
import type { SourceSchemas } from '../plan';
import type { TableSchema } from '../schema';
import { printSpec, type PipelineSpec, type PipelineSpecInput } from '../spec';

/** What is told of a pipeline when it is published. @public */
export interface Publication {
  spec: PipelineSpecInput;
  /** Fields of the sources that could be described, by `connection:object`. */
  schemas?: Record<string, TableSchema>;
  /** Why it changed. */
  message?: string;
  /** Published only on top of this version; 0: only when there is none yet. */
  expectedVersion?: number;
}

/** What a portal answers to a publication; other keys are let through. @internal */
export const publishedSchema = z.looseObject({
  name: z.string(),
  version: z.number(),
  hash: z.string(),
  /** False where the portal had this spec already. */
  changed: z.boolean(),
  url: z.string().optional(),
});

/** @public */
export interface Published {
  name: string;
  version: number;
  /** Of the spec's normal form. */
  hash: string;
  /** False where the portal had this spec already. */
  changed: boolean;
  /** Where a person looks at it. */
  url?: string;
}

/** What a portal answers about its caller. @internal */
export const callerSchema = z.looseObject({
  principal: z.string(),
  permissions: z.record(z.string(), z.boolean()).default({}),
});

/** Who the portal takes the caller for. @public */
export interface PortalCaller {
  principal: string;
  /** What the caller may do, by name of the permission. */
  permissions: Record<string, boolean>;
}

/**
 * A pipeline as it is published: the spec as people write it, defaults left out, and what its sources look like.
 * @param schemas - by id of the source step
 * @public
 */
export function publicationOf(
  spec: PipelineSpec,
  schemas: SourceSchemas,
  more: Pick<Publication, 'message' | 'expectedVersion'> = {},
): Publication {
  const { message, expectedVersion } = more;
  const known = spec.steps.flatMap((step) => {
    const schema = step.kind === 'source' ? schemas[step.id] : undefined;
    return step.kind === 'source' && schema ? [[`${step.connection}:${step.object}`, schema] as const] : [];
  });
  return {
    spec: parse(printSpec(spec)) as PipelineSpecInput,
    ...(known.length > 0 && { schemas: Object.fromEntries(known) }),
    ...(message && { message }),
    ...(expectedVersion !== undefined && { expectedVersion }),
  };
}

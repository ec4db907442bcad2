import { isAiEtlError } from '@ai-etl/core';
import { connectionReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Caller } from '../access/Caller';
import type { Portal } from '../portal';
import { readSpecWith, type DatasetSchemas } from './spec-reading';

/** What the portal's connections tell of the sources of a spec. */
export interface DescribedSources {
  schemas: DatasetSchemas;
  /** Encoding, delimiter and the like, by step id. */
  facts: Record<string, object>;
}

/** Looks at the sources that lie in connections of the portal; one that cannot be reached stays undescribed. */
export async function describedSources(
  { connections, logger }: Portal,
  caller: Caller,
  input: string | object,
): Promise<DescribedSources> {
  const found: DescribedSources = { schemas: {}, facts: {} };
  if (!(await caller.may(connectionReadPermission))) return found;
  const { spec } = await readSpecWith(input);
  for (const step of spec?.steps ?? []) {
    if (step.kind !== 'source' || !connections.has(step.connection)) continue;
    try {
      const { schema, details } = await connections.describe(step.connection, step.object, step.options);
      found.schemas[`${step.connection}:${step.object}`] = schema;
      found.facts[step.id] = details;
    } catch (error) {
      if (!isAiEtlError(error)) throw error;
      logger.warn(`source "${step.id}" could not be described: ${error.code}`);
    }
  }
  return found;
}

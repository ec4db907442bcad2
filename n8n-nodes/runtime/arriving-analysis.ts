import type { DatasetAdvice, DatasetProfile } from '@ai-etl/core';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from './call';
import { words } from './words';

/** What the nodes of analysis hand on beside the dataset. */
export interface Analysis {
  profile?: DatasetProfile;
  advice?: DatasetAdvice;
  ddl?: { system: string; statements: string[] };
}

/** The analysis that arrives; without a profile there is nothing to work on. */
export function arrivingAnalysis(call: Call): Analysis & { profile: DatasetProfile } {
  const analysis = (call.input()?.json ?? {}) as Analysis;
  if (analysis.profile) return { ...analysis, profile: analysis.profile };
  throw new NodeOperationError(call.context.getNode(), words().noProfile, {
    description: words().profileBefore,
    itemIndex: call.itemIndex,
  });
}

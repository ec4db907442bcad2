import { isDeepStrictEqual } from 'node:util';
import { referenceErrors } from './errors';
import type { DatasetReference } from './dataset-reference';

/** What several branches have in common before a step joins them: one spec, all sources, all handles. @public */
export type MergedReferences = Pick<DatasetReference, 'summary' | 'spec' | 'sources' | 'handles'>;

/**
 * Puts the plans of several references together, for a step that has several inputs. Branches that share their
 * beginning share it in the merged plan too.
 *
 * @throws `reference.same-step-name`, `reference.same-connection-name` (input) when one name means two things
 * @public
 */
export function mergeReferences(references: [DatasetReference, ...DatasetReference[]]): MergedReferences {
  const [first, ...rest] = references;
  return rest.reduce<MergedReferences>(mergeTwo, {
    summary: first.summary,
    spec: first.spec,
    sources: first.sources,
    handles: first.handles,
  });
}

function mergeTwo(left: MergedReferences, right: DatasetReference): MergedReferences {
  return {
    summary: `(${left.summary}) + (${right.summary})`,
    spec: {
      ...left.spec,
      connections: mergeConnections(left, right),
      steps: mergeSteps(left.spec.steps, right.spec.steps),
    },
    sources: { ...right.sources, ...left.sources },
    handles: { ...right.handles, ...left.handles },
  };
}

function mergeConnections(left: MergedReferences, right: DatasetReference) {
  const connections = { ...left.spec.connections };
  for (const [connection, { system }] of Object.entries(right.spec.connections ?? {})) {
    const known = connections[connection];
    if (known && known.system !== system)
      throw referenceErrors['same-connection-name']({ connection, systems: [known.system, system] });
    connections[connection] = { system };
  }
  return connections;
}

function mergeSteps(left: DatasetReference['spec']['steps'], right: DatasetReference['spec']['steps']) {
  const steps = [...left];
  for (const step of right) {
    const known = steps.find(({ id }) => id === step.id);
    if (!known) steps.push(step);
    else if (!isDeepStrictEqual(known, step)) throw referenceErrors['same-step-name']({ step: step.id });
  }
  return steps;
}

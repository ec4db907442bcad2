import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { Plan } from '../../plan';
import type { StepOf } from '../../spec';

/** What the software catalog needs beside the plan. */
export interface CatalogOptions {
  /** Entity name; the pipeline's own where the catalog can have it. */
  entity?: string;
  /** Entity names of datasets by `connection:object`, where the portal has given them and has them in its catalog. */
  datasets?: Record<string, string>;
}

interface CatalogDataset {
  entity: string;
  key: string;
  title: string;
  system: string;
  isRead: boolean;
  isWritten: boolean;
  /** The portal's catalog has it: a file of a second pipeline that described it too would be in conflict with the first. */
  isKnown: boolean;
}

const plainName = /^[a-zA-Z0-9]+(?:[-_.][a-zA-Z0-9]+)*$/;
const tagPattern = /^[a-z0-9:+#]+(?:-[a-z0-9:+#]+)*$/;

/** A name that the catalog takes, 63 letters at most; what it cannot keep becomes a hash. */
export function entityName(text: string): string {
  if (plainName.test(text) && text.length <= 63) return text;
  const kept = text.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return [kept.slice(-52).replace(/^-/, ''), hash].filter(Boolean).join('-');
}

/** Every dataset that the pipeline reads or writes, once. */
export function datasetsOf({ spec, steps }: Plan, given: Record<string, string> = {}): CatalogDataset[] {
  const found = new Map<string, CatalogDataset>();
  for (const { step } of steps) {
    if (step.kind !== 'source' && step.kind !== 'target') continue;
    const { connection, object } = step satisfies StepOf<'source'> | StepOf<'target'>;
    const key = `${connection}:${object}`;
    const dataset = found.get(key) ?? {
      entity: given[key] ?? entityName(`${connection}-${object}`.replaceAll('/', '-')),
      key,
      title: object,
      system: spec.connections[connection]?.system ?? '',
      isRead: false,
      isWritten: false,
      isKnown: given[key] !== undefined,
    };
    found.set(key, dataset);
    dataset[step.kind === 'source' ? 'isRead' : 'isWritten'] = true;
  }
  return [...found.values()];
}

/** `catalog-info.yaml`: the pipeline as a component, and those of its datasets as resources that no portal has given. */
export function catalogText(plan: Plan, options: CatalogOptions): string {
  const { spec } = plan;
  const name = options.entity ?? entityName(spec.name);
  const owner = ownerOf(spec.owner);
  const datasets = datasetsOf(plan, options.datasets);
  const refs = (chosen: CatalogDataset[]) => chosen.map(({ entity }) => `resource:default/${entity}`);
  const consumes = refs(datasets.filter(({ isRead }) => isRead));
  const produces = refs(datasets.filter(({ isWritten }) => isWritten));
  const fed = refs(datasets.filter(({ isWritten, isRead, isKnown }) => isKnown && isWritten && !isRead));
  const component = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title: spec.name,
      ...(spec.description && { description: spec.description }),
      annotations: { 'ai-etl.io/pipeline': spec.name, 'backstage.io/techdocs-ref': 'dir:.' },
      tags: ['ai-etl', ...spec.tags.filter((tag) => tagPattern.test(tag) && tag.length <= 63)],
    },
    spec: {
      type: 'data-pipeline',
      lifecycle: 'production',
      owner,
      dependsOn: consumes,
      ...(fed.length > 0 && { dependencyOf: fed }),
      aiEtl: { consumes, produces },
    },
  };
  const described = datasets.filter(({ isKnown }) => !isKnown);
  const resources = described.map(({ entity, key, title, system, isWritten, isRead }) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: entity,
      title,
      annotations: { 'ai-etl.io/dataset': key },
      tags: [system].filter((tag) => tagPattern.test(tag)),
    },
    // What is read and written at once would be a circle.
    spec: {
      type: 'dataset',
      owner,
      ...(isWritten && !isRead && { dependsOn: [`component:default/${name}`] }),
    },
  }));
  return [component, ...resources].map((entity) => stringify(entity, { lineWidth: 0 })).join('---\n');
}

/** An owner as an entity reference: a mail address is a user's, as directory modules name them; a name that is none goes by its slug. */
function ownerOf(owner = 'unknown'): string {
  if (/^[^@:/\s]+@[^@:/\s]+$/.test(owner)) return `user:default/${owner.replace('@', '_').toLowerCase()}`;
  return /^(?:[a-z]+:)?(?:[\w.-]+\/)?[\w.-]+$/i.test(owner) ? owner : entityName(owner);
}

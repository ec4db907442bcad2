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
  /** As the portal named it; unknown without one. */
  entity: string | undefined;
  connection: string;
  object: string;
  system: string;
  isRead: boolean;
  isWritten: boolean;
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
    const system = spec.connections[connection]?.system ?? '';
    const dataset = found.get(key) ?? {
      entity: given[key],
      connection,
      object,
      system,
      isRead: false,
      isWritten: false,
    };
    found.set(key, dataset);
    dataset[step.kind === 'source' ? 'isRead' : 'isWritten'] = true;
  }
  return [...found.values()];
}

/**
 * `catalog-info.yaml`: the pipeline as a component, and nothing else.
 *
 * @remarks A dataset belongs to many pipelines. Described in each one's file it would be in conflict with itself, so no
 * file describes any: those that a portal has are referred to by its names, the others are named as the spec names them,
 * and the catalog module of AI-ETL knows their entities.
 */
export function catalogText(plan: Plan, options: CatalogOptions): string {
  const { spec } = plan;
  const component = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: options.entity ?? entityName(spec.name),
      title: spec.name,
      ...(spec.description && { description: spec.description }),
      annotations: { 'ai-etl.io/pipeline': spec.name, 'backstage.io/techdocs-ref': 'dir:.' },
      tags: ['ai-etl', ...spec.tags.filter((tag) => tagPattern.test(tag) && tag.length <= 63)],
    },
    spec: {
      type: 'data-pipeline',
      lifecycle: 'production',
      owner: ownerOf(spec.owner),
      ...relations(datasetsOf(plan, options.datasets)),
    },
  };
  return stringify(component, { lineWidth: 0 });
}

function relations(datasets: CatalogDataset[]) {
  const refs = (chosen: CatalogDataset[]) =>
    chosen.flatMap(({ entity }) => (entity === undefined ? [] : [`resource:default/${entity}`]));
  const names = (chosen: CatalogDataset[]) =>
    chosen.flatMap(({ entity, connection, object, system }) =>
      entity === undefined ? [{ connection, object, system }] : [],
    );
  const read = datasets.filter(({ isRead }) => isRead);
  const written = datasets.filter(({ isWritten }) => isWritten);
  // What is read and written at once would be a circle.
  const fed = refs(written.filter(({ isRead }) => !isRead));
  return {
    ...someOf({ dependsOn: refs(read), dependencyOf: fed }),
    aiEtl: someOf({
      consumes: refs(read),
      produces: refs(written),
      reads: names(read),
      writes: names(written),
    }),
  };
}

const someOf = (lists: Record<string, unknown[]>) =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));

/** An owner as an entity reference: a mail address is a user's, as directory modules name them; a name that is none goes by its slug. */
function ownerOf(owner = 'unknown'): string {
  if (/^[^@:/\s]+@[^@:/\s]+$/.test(owner)) return `user:default/${owner.replace('@', '_').toLowerCase()}`;
  return /^(?:[a-z]+:)?(?:[\w.-]+\/)?[\w.-]+$/i.test(owner) ? owner : entityName(owner);
}

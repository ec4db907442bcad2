import type { DatasetName } from '../../connectors';
import { printType, type TableSchema } from '../../schema';
import type { LineageEdge, LineageEnd, Transformation } from '../lineage';
import type { OpenLineageFacets } from './event';
import type { JobDataset, LineageJob } from './lineage-job';
import { facet } from './producer';

/** Names of a job's datasets; one whose connection cannot be opened has none. @public */
export type NameOf = (end: Pick<JobDataset, 'connection' | 'object'>) => DatasetName | undefined;

/** Facets that every dataset of a run has: its fields, and what the spec calls it. @internal */
export function datasetFacets({ connection, object, system, schema }: JobDataset): OpenLineageFacets {
  return {
    ...facet('schema', schema && { fields: schema.fields.map(fieldOf) }),
    ...facet('aiEtl_dataset', { connection, object, system }),
  };
}

const fieldOf = ({ name, type, comment }: TableSchema['fields'][number], at: number) => ({
  name,
  type: printType(type),
  ...(comment !== undefined && { description: comment }),
  ordinal_position: at + 1,
});

/** Our words for what happens to a value, in OpenLineage's. */
const subtypes: Record<Transformation, string> = {
  identity: 'IDENTITY',
  transformation: 'TRANSFORMATION',
  aggregation: 'AGGREGATION',
  mask: 'TRANSFORMATION',
  filter: 'FILTER',
  join: 'JOIN',
  group: 'GROUP_BY',
  sort: 'SORT',
  window: 'WINDOW',
  conditional: 'CONDITIONAL',
};

interface InputField extends DatasetName {
  field: string;
  transformations: { type: string; subtype: string; description: string; masking: boolean }[];
}

/**
 * Column lineage of an output: by field, and what decides about all of its rows. Sources without a name, and edges
 * from a dataset whose fields are not known, cannot be said.
 * @internal
 */
export function columnLineageFacet(
  { edges }: LineageJob,
  output: JobDataset,
  nameOf: NameOf,
): OpenLineageFacets {
  const into = new Map<string | undefined, LineageEdge[]>();
  for (const edge of edges)
    if (edge.to.connection === output.connection && edge.to.dataset === output.object) {
      const known = into.get(edge.to.field);
      if (known) known.push(edge);
      else into.set(edge.to.field, [edge]);
    }
  const inputs = (list: LineageEdge[] = []) => merged(list.flatMap((edge) => inputField(edge, nameOf)));
  const dataset = inputs(into.get(undefined));
  into.delete(undefined);
  const fields = [...into].map(([name, list]) => [name, { inputFields: inputs(list) }] as const);
  if (fields.length === 0 && dataset.length === 0) return {};
  return facet('columnLineage', {
    fields: Object.fromEntries(fields),
    ...(dataset.length > 0 && { dataset }),
  });
}

function inputField({ from, kind, transformation }: LineageEdge, nameOf: NameOf): InputField[] {
  const name = nameOfEnd(from, nameOf);
  if (!name || from.field === undefined) return [];
  const isPlainWindow = kind === 'direct' && transformation === 'window';
  return [
    {
      ...name,
      field: from.field,
      transformations: [
        {
          type: kind.toUpperCase(),
          subtype: isPlainWindow ? subtypes.transformation : subtypes[transformation],
          description: transformation,
          masking: transformation === 'mask',
        },
      ],
    },
  ];
}

const nameOfEnd = ({ connection, dataset }: LineageEnd, nameOf: NameOf) =>
  connection !== undefined && dataset !== undefined ? nameOf({ connection, object: dataset }) : undefined;

/** An input field once, with all that is done with it. */
function merged(list: InputField[]): InputField[] {
  const found = new Map<string, InputField>();
  for (const one of list) {
    const key = JSON.stringify([one.namespace, one.name, one.field]);
    const known = found.get(key);
    if (known) known.transformations.push(...one.transformations);
    else found.set(key, one);
  }
  return [...found.values()];
}

import { createHash } from 'node:crypto';
import type { DatasetName } from '../database/DatasetStore';
import { idOfName } from '../database/dataset-ids';
import type { ColumnEdge, DatasetEdge } from '../database/LineageStore';
import type { EventDataset } from './event';
import { facetOf, type Facet, type FieldTransformation } from './facets';

/** Lineage of one event: tables first, columns where they are said. */
export interface EventLineage {
  edges: DatasetEdge[];
  columnEdges: ColumnEdge[];
  /** The same for the same edges; absent where nothing is told. */
  mark?: string;
  /** Datasets that only lineage names. */
  named: DatasetName[];
}

interface Ends {
  inputs: EventDataset[];
  outputs: EventDataset[];
  jobFacets?: Record<string, unknown> | null;
}

/** A source of a field, or without `field` of the whole output. */
interface Source extends DatasetName {
  field?: string | null;
  transformations?: FieldTransformation[] | null;
}

/** An output with what feeds it, in one form for all the facets that can say it. */
interface Target {
  output: DatasetName;
  whole: Source[];
  fields: [string, Source[]][];
}

/**
 * Reads lineage as OpenLineage asks its consumers to: the explicit lineage facet, else columnLineage, else inputs and
 * outputs as tables. Columns are never guessed from two lists of columns.
 */
export function eventLineage({ inputs, outputs, jobFacets }: Ends): EventLineage {
  const ofJob = facetOf(jobFacets, 'jobLineage', 'lineage')?.entries.flatMap(entryTarget) ?? [];
  const said = new Set(ofJob.map(({ output }) => idOfName(output)));
  const targets = [
    ...ofJob,
    ...outputs.filter((output) => !said.has(idOfName(output))).flatMap(outputTarget),
  ];
  const sources = targets.flatMap(({ whole, fields }) => [...whole, ...fields.flatMap(([, list]) => list)]);
  const ins = unique([...inputs, ...sources]);
  const outs = unique([...outputs, ...targets.map(({ output }) => output)]);
  const edges = [
    ...ins.map((name) => ({ dataset: idOfName(name), direction: 'in' as const })),
    ...outs.map((name) => ({ dataset: idOfName(name), direction: 'out' as const })),
  ];
  const columns = targets.flatMap(columnEdges);
  return { edges, columnEdges: columns, mark: markOf(edges, columns), named: [...ins, ...outs] };
}

/** Lists may come in another order each time and still say the same. */
function markOf(edges: DatasetEdge[], columns: ColumnEdge[]): string | undefined {
  if (edges.length === 0) return undefined;
  const lines = [...edges, ...columns].map((edge) => JSON.stringify(edge)).sort();
  return createHash('sha1').update(lines.join('\n')).digest('hex');
}

type Entry = Facet<'jobLineage'>['entries'][number];

/** Lineage between jobs is not about data, so only datasets count. */
function entryTarget({ namespace, name, type, ...explicit }: Entry): Target[] {
  return type === 'DATASET' && namespace && name ? [explicitTarget({ namespace, name }, explicit)] : [];
}

function explicitTarget(output: DatasetName, { inputs, fields }: Facet<'lineage'>): Target {
  return {
    output,
    whole: datasetSources(inputs ?? []),
    fields: Object.entries(fields ?? {}).map(([field, entry]) => [field, datasetSources(entry.inputs)]),
  };
}

const datasetSources = (inputs: NonNullable<Facet<'lineage'>['inputs']>): Source[] =>
  inputs.flatMap(({ namespace, name, type, field, transformations }) =>
    type === 'DATASET' && namespace && name ? [{ namespace, name, field, transformations }] : [],
  );

function outputTarget({ namespace, name, facets }: EventDataset): Target[] {
  const output = { namespace, name };
  const explicit = facetOf(facets, 'lineage');
  if (explicit) return [explicitTarget(output, explicit)];
  const columns = facetOf(facets, 'columnLineage');
  if (!columns) return [];
  const fields = Object.entries(columns.fields).map(([field, { inputFields, transformationType: type }]) => {
    // Before version 1-1-0 of the facet a transformation was a word beside the fields.
    const old = type
      ? [{ type: type === 'MASKED' ? 'DIRECT' : type, masking: type === 'MASKED' }]
      : undefined;
    const sources = inputFields.map((input) => ({ ...input, transformations: input.transformations ?? old }));
    return [field, sources] as [string, Source[]];
  });
  return [{ output, whole: columns.dataset ?? [], fields }];
}

/** The subtypes whose name in the core differs from theirs in lower case. */
const words: Record<string, string> = { group_by: 'group' };

function columnEdges({ output, whole, fields }: Target): ColumnEdge[] {
  const to = idOfName(output);
  const edges = (sources: Source[], field?: string) =>
    sources.flatMap((source) =>
      kindsOf(source, field).map((said) => ({
        from: { dataset: idOfName(source), field: source.field ?? undefined },
        to: { dataset: to, field },
        ...said,
      })),
    );
  return [
    ...edges(whole.filter(({ field }) => field)),
    ...fields.flatMap(([field, sources]) => edges(sources, field)),
  ];
}

/** Without a word about how, a field feeds a field directly and a whole dataset indirectly. */
function kindsOf(
  { transformations }: Source,
  field: string | undefined,
): Pick<ColumnEdge, 'kind' | 'transformation'>[] {
  if (!transformations?.length) return [{ kind: field ? 'direct' : 'indirect' }];
  return transformations.map(({ type, subtype, masking }) => ({
    kind: type.toUpperCase() === 'INDIRECT' ? 'indirect' : 'direct',
    transformation: masking ? 'mask' : wordOf(subtype),
  }));
}

function wordOf(subtype: string | null | undefined): string | undefined {
  const word = subtype?.toLowerCase();
  return word && (words[word] ?? word);
}

const unique = (names: DatasetName[]): DatasetName[] => [
  ...new Map(
    names.map(({ namespace, name }) => [idOfName({ namespace, name }), { namespace, name }]),
  ).values(),
];

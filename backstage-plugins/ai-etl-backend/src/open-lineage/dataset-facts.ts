import type { Field } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { DatasetFacts, DatasetName } from '../database/DatasetStore';
import { logicalNamespace } from '../pipelines/spec-reading';
import type { EventDataset } from './event';
import { facetOf, type Facet, type SchemaField } from './facets';

/** Systems by the scheme of OpenLineage's namespaces, where ours has another name. */
const systems: Record<string, string> = { postgres: 'postgresql', s3a: 's3' };

/** What is said about a dataset, whenever it is said. */
export type TimelessFacts = Omit<DatasetFacts, 'at' | 'writtenAt'>;

/** What a dataset's facets say about it. */
export function datasetFacts(dataset: EventDataset): TimelessFacts {
  const { namespace, name, facets } = dataset;
  const own = facetOf(facets, 'aiEtl_dataset');
  const tags = facetOf(facets, 'tags')?.tags ?? [];
  const change = facetOf(facets, 'lifecycleStateChange')?.lifecycleStateChange;
  return {
    namespace,
    name,
    title: own?.object,
    connection: own?.connection,
    system: own?.system ?? systemOf(namespace),
    owner: facetOf(facets, 'ownership')?.owners[0]?.name,
    sensitivity: tags.find(({ key, field }) => key === 'sensitivity' && !field)?.value,
    fields: fieldsOf(facetOf(facets, 'schema'), tags),
    fieldsFrom: 'event',
    aliases: aliasesOf(dataset, own),
    gone: change === undefined ? undefined : change === 'DROP',
  };
}

/** The same, said at a time, perhaps by a run that has written the dataset. */
export const saidAt = (facts: TimelessFacts, at: string, written: boolean): DatasetFacts => ({
  ...facts,
  at,
  writtenAt: written && !facts.gone ? at : undefined,
});

function aliasesOf({ facets }: EventDataset, own?: Facet<'aiEtl_dataset'>): DatasetName[] {
  const logical = own ? [{ namespace: logicalNamespace(own.connection), name: own.object }] : [];
  return [...logical, ...(facetOf(facets, 'symlinks')?.identifiers ?? [])];
}

function systemOf(namespace: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*)(?::\/\/|$)/i.exec(namespace)?.[1]?.toLowerCase();
  return scheme && (systems[scheme] ?? scheme);
}

type Tag = Facet<'tags'>['tags'][number];

function fieldsOf(schema: Facet<'schema'> | undefined, tags: Tag[]): Field[] | undefined {
  const sensitive = new Map(
    tags.flatMap(({ key, value, field }) => (key === 'sensitivity' && field ? [[field, value]] : [])),
  );
  return (
    schema && flat(schema.fields).map((field) => ({ ...field, ...sensitivityOf(sensitive.get(field.name)) }))
  );
}

const sensitivityOf = (sensitivity: string | undefined) => (sensitivity ? { sensitivity } : {});

/** Nested fields stand behind the one that holds them, with its name before theirs. */
function flat(fields: SchemaField[], prefix = ''): Field[] {
  return fields.flatMap(({ name, type, description, fields: inner }) => [
    { name: prefix + name, type: type ?? 'unknown', ...(description && { description }) },
    ...flat(inner ?? [], `${prefix}${name}.`),
  ]);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenLineageFacet } from './event';

const address = 'https://ai-etl.example';
const specification = 'https://openlineage.io/spec';

/** Schema of the event itself. @internal */
export const eventSchemaUrl = `${specification}/2-0-2/OpenLineage.json#/$defs/RunEvent`;

/** Facets by the name that they have in an event: version and name of their schema. */
const standard = {
  schema: ['1-2-0', 'SchemaDatasetFacet'],
  columnLineage: ['1-2-0', 'ColumnLineageDatasetFacet'],
  outputStatistics: ['1-0-2', 'OutputStatisticsOutputDatasetFacet'],
  errorMessage: ['1-0-1', 'ErrorMessageRunFacet'],
  nominalTime: ['1-0-1', 'NominalTimeRunFacet'],
  processing_engine: ['1-1-1', 'ProcessingEngineRunFacet'],
  jobType: ['2-0-4', 'JobTypeJobFacet'],
  ownership: ['1-0-1', 'OwnershipJobFacet'],
  documentation: ['1-1-0', 'DocumentationJobFacet'],
  sql: ['1-1-0', 'SQLJobFacet'],
} as const;

/** Ours, whose schemas lie in `facets/`. */
const own = { aiEtl_run: 'AiEtlRunFacet', aiEtl_dataset: 'AiEtlDatasetFacet' } as const;

/** @internal */
export type FacetName = keyof typeof standard | keyof typeof own;

let known: string | undefined;

/** Version of this package. @internal */
export function coreVersion(): string {
  known ??= (
    JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')) as { version: string }
  ).version;
  return known;
}

/** URI of what makes the events. @internal */
export const producer = (): string => `${address}/core/${coreVersion()}`;

/** One facet under its name, ready to be spread; nothing where there is nothing to say. @internal */
export function facet(
  name: FacetName,
  content: Record<string, unknown> | undefined,
): Record<string, OpenLineageFacet> {
  return content ? { [name]: { _producer: producer(), _schemaURL: schemaOf(name), ...content } } : {};
}

function schemaOf(name: FacetName): string {
  if (name in own) {
    const title = own[name as keyof typeof own];
    return `${address}/spec/facets/1-0-0/${title}.json#/$defs/${title}`;
  }
  const [version, title] = standard[name as keyof typeof standard];
  return `${specification}/facets/${version}/${title}.json#/$defs/${title}`;
}

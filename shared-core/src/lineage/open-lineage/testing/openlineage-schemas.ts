import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { OpenLineageEvent, OpenLineageFacets } from '../event';

const folders = [join(__dirname, 'spec'), join(__dirname, 'spec', 'facets'), join(__dirname, '..', 'facets')];

/** OpenLineage's own schemas and ours. The schemas carry keywords of documentation, hence not strict. */
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
for (const folder of folders)
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json')))
    ajv.addSchema(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);

/** What is wrong with an event and each of its facets; a facet whose schema is not here is wrong too. */
export function problemsOf(event: OpenLineageEvent): string[] {
  return [
    ...problems('event', 'https://openlineage.io/spec/2-0-2/OpenLineage.json', event),
    ...problems('event', event.schemaURL, event),
    ...facetsOf(event).flatMap((facets) =>
      Object.entries(facets).flatMap(([name, facet]) => problems(name, facet._schemaURL, facet)),
    ),
  ];
}

const facetsOf = ({ run, job, inputs, outputs }: OpenLineageEvent): OpenLineageFacets[] => [
  run.facets,
  job.facets,
  ...[...inputs, ...outputs].flatMap(({ facets = {}, outputFacets = {} }) => [facets, outputFacets]),
];

function problems(what: string, schema: string, value: unknown): string[] {
  const validate: ValidateFunction | undefined = ajv.getSchema(schema);
  if (!validate) return [`${what}: no schema ${schema}`];
  return validate(value)
    ? []
    : (validate.errors ?? []).map((one) => `${what}${one.instancePath}: ${one.message}`);
}

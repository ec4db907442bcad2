import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';

const producer = 'https://example.org/producer';
const facet = (content: object) => ({
  _producer: producer,
  _schemaURL: 'https://example.org/facet.json',
  ...content,
});

/** A run event as a client of OpenLineage sends it. */
export function runEvent(
  runId: string,
  job: string,
  eventType: string,
  eventTime: string,
  more: EventParts = {},
) {
  return {
    eventType,
    eventTime,
    producer,
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId, facets: facets(more.runFacets) },
    job: { namespace: 'test', name: job, facets: facets(more.jobFacets) },
    inputs: more.inputs ?? [],
    outputs: more.outputs ?? [],
  };
}

interface EventParts {
  runFacets?: Record<string, object>;
  jobFacets?: Record<string, object>;
  inputs?: object[];
  outputs?: object[];
}

/** A dataset with facets by name. */
export function dataset(
  namespace: string,
  name: string,
  own: Record<string, object> = {},
  outputFacets?: Record<string, object>,
) {
  return {
    namespace,
    name,
    facets: facets(own),
    ...(outputFacets && { outputFacets: facets(outputFacets) }),
  };
}

/** Column lineage from fields of one dataset: output field → input field. */
export function columnsFrom(namespace: string, name: string, fields: Record<string, string>) {
  const transformations = [{ type: 'DIRECT', subtype: 'IDENTITY' }];
  return {
    columnLineage: {
      fields: Object.fromEntries(
        Object.entries(fields).map(([to, field]) => [
          to,
          { inputFields: [{ namespace, name, field, transformations }] },
        ]),
      ),
    },
  };
}

/** The parent facet of a task: its DAG and the run of it. */
export const parent = (runId: string, dag: string) => ({
  parent: { run: { runId }, job: { namespace: 'test', name: dag } },
});

const facets = (all: Record<string, object> = {}) =>
  Object.fromEntries(Object.entries(all).map(([name, content]) => [name, facet(content)]));

/** An event as the core really sends it. */
export function goldenEvent(name: 'start' | 'complete' | 'fail') {
  const folder = '../../shared-core/src/lineage/open-lineage/golden';
  const file = resolvePackagePath('@ai-etl/backstage-plugin-ai-etl-backend', folder, `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

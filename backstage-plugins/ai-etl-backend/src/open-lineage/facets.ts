import { z } from 'zod';

/** What is read of facets. A facet that is not as its schema says is passed over: the rest of the event still counts. */
const name = z.object({ namespace: z.string().min(1), name: z.string().min(1) });
const transformation = z.object({
  type: z.string(),
  subtype: z.string().nullish(),
  masking: z.boolean().nullish(),
});
const transformations = z.array(transformation).nullish();
const lineageInput = z.looseObject({
  namespace: z.string().nullish(),
  name: z.string().nullish(),
  type: z.string(),
  field: z.string().nullish(),
  transformations,
});
const explicit = {
  inputs: z.array(lineageInput).nullish(),
  fields: z.record(z.string(), z.object({ inputs: z.array(lineageInput) })).nullish(),
};
const inputField = name.extend({ field: z.string().min(1), transformations });
const count = z.number().min(0).nullish();
const text = z.string().nullish();
/** A page shows the first ones; an event may bring any number. */
const MOST_REJECTS = 20;

interface SchemaField {
  name: string;
  type?: string | null;
  description?: string | null;
  fields?: SchemaField[] | null;
}
const schemaField: z.ZodType<SchemaField> = z.lazy(() =>
  z.object({
    name: z.string().min(1),
    type: text,
    description: text,
    fields: z.array(schemaField).nullish(),
  }),
);

const facetSchemas = {
  // of datasets
  schema: z.object({ fields: z.array(schemaField) }),
  symlinks: z.object({ identifiers: z.array(name) }),
  aiEtl_dataset: z.object({ connection: z.string().min(1), object: z.string().min(1), system: text }),
  columnLineage: z.object({
    fields: z.record(
      z.string(),
      z.object({
        inputFields: z.array(inputField),
        transformationType: text,
        transformationDescription: text,
      }),
    ),
    dataset: z.array(inputField).nullish(),
  }),
  lineage: z.object(explicit),
  lifecycleStateChange: z.object({ lifecycleStateChange: z.string() }),
  ownership: z.object({ owners: z.array(z.object({ name: z.string() })) }),
  tags: z.object({ tags: z.array(z.object({ key: z.string(), value: z.string(), field: text })) }),
  outputStatistics: z.object({ rowCount: count }),
  // of jobs
  jobLineage: z.object({
    entries: z.array(z.looseObject({ namespace: text, name: text, type: z.string(), ...explicit })),
  }),
  documentation: z.object({ description: z.string() }),
  jobType: z.object({ integration: z.string() }),
  // of runs
  parent: z.object({
    run: z.object({ runId: z.string().min(1).max(200) }),
    job: name,
    root: z.object({ run: z.object({ runId: z.string().min(1).max(200) }), job: name }).nullish(),
  }),
  // Airflow's provider: the first of a DAG's own events, the second of its tasks'.
  airflowDagRun: z.object({ dagRun: z.object({ run_id: z.string().min(1).max(1000) }) }),
  airflow: z.object({ dagRun: z.object({ run_id: z.string().min(1).max(1000) }) }),
  // All tasks that a DAG has: the first of its job, the second of its run once that has ended.
  airflowJob: z.object({ tasks: z.record(z.string(), z.unknown()) }),
  airflowState: z.object({ tasksState: z.record(z.string(), z.string().nullish()) }),
  nominalTime: z.object({ nominalStartTime: z.string() }),
  errorMessage: z.object({ message: z.string(), stackTrace: text }),
  aiEtl_run: z.object({
    pipeline: z.string().min(1).max(300),
    specHash: text,
    version: z.number().int().nullish(),
    door: text,
    seconds: count,
    ledgers: z
      .array(
        z.object({
          step: text,
          connection: text,
          dataset: z.string(),
          mode: text,
          path: text,
          read: z.number(),
          written: z.number(),
          rejected: z.number(),
          seconds: count,
          firstRejects: z
            .array(
              z
                .object({ row: z.number().int(), line: count, field: text, reason: z.string().max(100) })
                .transform(({ row, line, field, reason }) => ({
                  row,
                  reason,
                  ...(line && { line }),
                  ...(field && { field: field.slice(0, 300) }),
                })),
            )
            .transform((rows) => rows.slice(0, MOST_REJECTS))
            .nullish()
            .catch(undefined),
        }),
      )
      .nullish(),
    checks: z
      .array(
        z.object({
          name: z.string(),
          step: text,
          severity: text,
          passed: z.boolean(),
          failedRows: count,
          totalRows: count,
        }),
      )
      .nullish(),
  }),
};

type Facets = Record<string, unknown> | null | undefined;
export type FacetName = keyof typeof facetSchemas;
export type Facet<N extends FacetName> = z.output<(typeof facetSchemas)[N]>;
export type FieldTransformation = z.output<typeof transformation>;
export type { SchemaField };

/** One facet, if the event has it and it holds. */
export function facetOf<N extends FacetName>(
  facets: Facets,
  facet: N,
  key: string = facet,
): Facet<N> | undefined {
  const value = facets?.[key];
  if (value === undefined || value === null || (value as { _deleted?: boolean })._deleted) return undefined;
  return facetSchemas[facet].safeParse(value).data as Facet<N> | undefined;
}

import { connectors, splitObject } from '../../connectors';
import { isAiEtlError } from '../../errors';
import { lowerStep, type Plan } from '../../plan';
import type { TableSchema } from '../../schema';
import type { StepOf } from '../../spec';
import { printQuery, refusals, type Relation } from '../../sql';
import { datasetLineageOf } from '../dataset-lineage';
import type { LineageEdge } from '../lineage';

/** A dataset as a spec names it. @public */
export interface JobDataset {
  connection: string;
  object: string;
  system: string;
  /** Absent where nobody has described it. */
  schema?: TableSchema;
}

/** What a run does, as lineage tells it: a pipeline, or a single load. @public */
export interface LineageJob {
  name: string;
  /** What kind of job this is: `PIPELINE` or `COPY`. */
  type: 'PIPELINE' | 'COPY';
  description?: string;
  owner?: string;
  /** SHA-256 of the spec's normal form, where there is a spec. */
  specHash?: string;
  /** The query that makes the rows, where one system can say the whole of it. */
  sql?: { query: string; dialect: string };
  inputs: JobDataset[];
  outputs: JobDataset[];
  /** Column lineage from inputs to outputs. */
  edges: LineageEdge[];
}

/** A plan as a job: its datasets, their fields, and which of them come from which. @public */
export function lineageJobOf(plan: Plan): LineageJob {
  const { spec } = plan;
  const systemOf = (name: string) => spec.connections[name]?.system ?? '';
  const inputs = plan.steps.flatMap(({ step, schema }): JobDataset[] =>
    step.kind === 'source'
      ? [datasetOf(step, systemOf, plan.sources[step.id] ?? (schema.fields.length ? schema : undefined))]
      : [],
  );
  const outputs = plan.steps.flatMap(({ step, schema, shape }): JobDataset[] =>
    step.kind === 'target' ? [datasetOf(step, systemOf, shape.open ? undefined : schema)] : [],
  );
  return {
    name: spec.name,
    type: 'PIPELINE',
    description: spec.description,
    owner: spec.owner,
    specHash: plan.hash,
    sql: sqlOf(plan),
    inputs: unique(inputs),
    outputs: unique(outputs),
    edges: datasetLineageOf(plan),
  };
}

/** A single load as a job: fields go to the fields of the same name. @public */
export function copyJob(input: JobDataset, output: JobDataset): LineageJob {
  const end = ({ connection, object }: JobDataset, field: string) => ({ connection, dataset: object, field });
  const names = input.schema?.fields.map(({ name }) => name) ?? [];
  return {
    name: `copy ${output.object}`,
    type: 'COPY',
    inputs: [input],
    outputs: [{ ...output, schema: output.schema ?? input.schema }],
    edges: names.map((name) => ({
      from: end(input, name),
      to: end(output, name),
      kind: 'direct',
      transformation: 'identity',
    })),
  };
}

const datasetOf = (
  { connection, object }: StepOf<'source'> | StepOf<'target'>,
  systemOf: (connection: string) => string,
  schema?: TableSchema,
): JobDataset => ({ connection, object, system: systemOf(connection), ...(schema && { schema }) });

/** A dataset that several steps read is one; the first that knows its fields tells them. */
function unique(datasets: JobDataset[]): JobDataset[] {
  const found = new Map<string, JobDataset>();
  for (const one of datasets) {
    const key = JSON.stringify([one.connection, one.object]);
    const known = found.get(key);
    found.set(key, known?.schema ? known : one);
  }
  return [...found.values()];
}

/** Nobody reads a longer list of columns, and to print it takes longer than all the rest of an event. */
const mostFieldsOfQuery = 1000;

/** The whole pipeline as one query: it has one target, and all its sources live in one SQL system that can say it. */
function sqlOf(plan: Plan): LineageJob['sql'] {
  if (plan.steps.some(({ shape }) => shape.fields.length > mostFieldsOfQuery)) return undefined;
  const steps = plan.steps.map(({ step }) => step);
  const targets = steps.filter((step) => step.kind === 'target');
  const sources = steps.filter((step) => step.kind === 'source');
  const [first] = sources;
  const [target] = targets;
  if (!first || !target || targets.length > 1 || sources.some((one) => one.connection !== first.connection))
    return undefined;
  const system = plan.spec.connections[first.connection]?.system ?? '';
  const dialect = connectors.all().find(({ id }) => id === system)?.capabilities.dialect;
  if (!dialect) return undefined;
  try {
    const query = lowerStep(plan, target.id, { relationOf: tableOf });
    return refusals(query, dialect).length > 0 ? undefined : { query: printQuery(query, dialect), dialect };
  } catch (error) {
    // A parameter without a value, or what this system cannot say: the job is told without its SQL.
    if (isAiEtlError(error)) return undefined;
    throw error;
  }
}

function tableOf(step: StepOf<'source'>): Relation {
  const { container, name } = splitObject(step.object);
  return { kind: 'table', path: container === undefined ? [name] : [container, name] };
}

import { z } from 'zod';

/**
 * The pipeline spec: the one document that people draw, an LLM proposes, the Scaffolder fills in, and from which
 * everything else is compiled. Every key is declared here once; the JSON Schema, forms and prompts derive from it.
 */

/** Names of pipelines, steps, connections and parameters. */
export const namePattern = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
/** Durations: a whole number and a unit. */
export const durationPattern = /^\d+\s?(s|m|h|d)$/;

const name = z
  .string()
  .regex(namePattern, 'a name starts with a letter and has letters, digits, _ and -')
  .max(200);
const fieldName = z.string().min(1).max(200);
const expression = z
  .string()
  .min(1)
  .meta({ title: 'Expression', description: "SQL in PostgreSQL's grammar over the fields of the input" });
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const duration = z.string().regex(durationPattern, 'a duration such as 30s, 15m, 2h or 1d');

const common = {
  id: name.meta({ description: 'Unique in the spec; other steps name it as their input' }),
  description: z.string().optional(),
};
const one = { ...common, input: name.meta({ description: 'id of the step that feeds this one' }) };
const expressions = z.record(fieldName, expression);
const orderTerm = z
  .string()
  .min(1)
  .meta({ description: 'A field or expression, then optionally asc or desc, nulls first or nulls last' });

/** Reads a dataset of a connection. */
const source = z.strictObject({
  ...common,
  kind: z.literal('source'),
  connection: name,
  object: z
    .string()
    .min(1)
    .meta({ description: 'A path, schema.table, bucket/key or topic; the connection says which' }),
  fields: z.array(fieldName).min(1).optional().meta({ description: 'Only these fields; all by default' }),
  where: expression.optional(),
  schema: z
    .record(fieldName, z.string())
    .optional()
    .meta({ description: 'Declared types by field name; the rest is inferred' }),
  options: z
    .record(z.string(), scalar)
    .optional()
    .meta({ description: 'Reading options of the connector, such as encoding or delimiter' }),
  cursor: z
    .strictObject({
      field: fieldName,
      from: scalar.optional(),
      lookback: z
        .union([duration, z.int().min(1)])
        .optional()
        .meta({
          description:
            'How far before the end of the last load to read again, for rows that are committed late: a duration such as 1h for a date or a time, a whole number for a number',
        }),
    })
    .optional()
    .meta({ description: 'Incremental load by this field' }),
});
const filter = z.strictObject({ ...one, kind: z.literal('filter'), where: expression });
const select = z.strictObject({
  ...one,
  kind: z.literal('select'),
  fields: z
    .array(z.union([fieldName, z.record(fieldName, fieldName)]))
    .min(1)
    .meta({ description: 'Fields to keep, in this order; {new: old} renames' }),
});
const derive = z.strictObject({
  ...one,
  kind: z.literal('derive'),
  fields: expressions.meta({ description: 'New or replaced fields: name → expression' }),
});
const join = z.strictObject({
  ...common,
  kind: z.literal('join'),
  left: name,
  right: name,
  type: z.enum(['inner', 'left', 'right', 'full', 'cross']).default('inner'),
  on: z
    .union([z.array(fieldName).min(1), z.record(fieldName, fieldName), expression])
    .optional()
    .meta({
      description:
        'Equal field names, {left: right} pairs, or an expression that names fields as step.field. A right field whose name the left has becomes <right>_<name>',
    }),
});
const aggregate = z.strictObject({
  ...one,
  kind: z.literal('aggregate'),
  by: z.array(fieldName).default([]),
  measures: expressions.default({}),
  grouping: z.enum(['plain', 'rollup', 'cube']).default('plain'),
  having: expression.optional().meta({ description: 'Over the measures and the fields of by' }),
});
const window = z.strictObject({
  ...one,
  kind: z.literal('window'),
  partitionBy: z.array(fieldName).default([]),
  orderBy: z.array(orderTerm).default([]),
  frame: z.string().optional().meta({ description: 'Such as: rows between 6 preceding and current row' }),
  fields: expressions.meta({
    description: 'name → window function call without its OVER, such as row_number() or sum(amount)',
  }),
});
const union = z.strictObject({
  ...common,
  kind: z.literal('union'),
  inputs: z.array(name).min(2),
  mode: z.enum(['all', 'distinct']).default('all'),
});
const distinct = z.strictObject({
  ...one,
  kind: z.literal('distinct'),
  by: z.array(fieldName).optional().meta({ description: 'One row for each of these; all fields by default' }),
  orderBy: z.array(orderTerm).optional().meta({ description: 'Which row stays: the first in this order' }),
});
const sort = z.strictObject({
  ...one,
  kind: z.literal('sort'),
  by: z.array(orderTerm).default([]),
  limit: z.int().min(0).optional(),
  offset: z.int().min(0).optional(),
});
const sql = z.strictObject({
  ...common,
  kind: z.literal('sql'),
  inputs: z.array(name).min(1),
  query: z.string().min(1).meta({
    description:
      "One SELECT in PostgreSQL's dialect over the input steps by id; CTEs and subqueries are fine",
  }),
});
const quality = z.strictObject({
  ...one,
  kind: z.literal('quality'),
  checks: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        expect: expression.optional().meta({ description: 'True for a good row' }),
        notNull: z.array(fieldName).optional(),
        unique: z.array(fieldName).optional(),
        rows: z.strictObject({ min: z.int().min(0).optional(), max: z.int().min(0).optional() }).optional(),
        severity: z.enum(['error', 'warn', 'reject']).default('error').meta({
          description:
            'error stops the run, warn reports, reject sets the row aside (expect and notNull only)',
        }),
      }),
    )
    .min(1),
});
const mask = z.strictObject({
  ...one,
  kind: z.literal('mask'),
  fields: z.record(fieldName, z.enum(['hash', 'redact', 'null', 'last4', 'email-domain', 'year'])),
});
const target = z.strictObject({
  ...one,
  kind: z.literal('target'),
  connection: name,
  object: z.string().min(1),
  mode: z.enum(['append', 'replace', 'merge']).default('append'),
  keys: z
    .array(fieldName)
    .min(1)
    .optional()
    .meta({ description: 'Fields that identify a row; merge needs them' }),
  create: z
    .enum(['auto', 'never'])
    .default('auto')
    .meta({ description: 'auto creates a missing table from the schema and the layout' }),
  layout: z
    .strictObject({
      orderBy: z.array(fieldName).optional(),
      partitionBy: z
        .string()
        .optional()
        .meta({ description: 'A field, or a grain of one: month(date), day(ts)' }),
      engine: z.string().optional(),
      indexes: z.array(z.array(fieldName).min(1)).optional(),
    })
    .optional(),
  rejects: z
    .strictObject({ limit: z.int().min(0) })
    .optional()
    .meta({ description: 'More rejected rows than this fail the load; any number by default' }),
});

/** One step of a pipeline, by kind. @public */
export const stepSchema = z.discriminatedUnion('kind', [
  source,
  filter,
  select,
  derive,
  join,
  aggregate,
  window,
  union,
  distinct,
  sort,
  sql,
  quality,
  mask,
  target,
]);

const schedule = z.union([
  z.strictObject({ cron: z.string(), timezone: z.string().default('UTC') }),
  z.strictObject({ every: duration, timezone: z.string().default('UTC') }),
  z.strictObject({ event: z.strictObject({ connection: name, object: z.string().min(1) }) }),
  z.literal('manual'),
]);

/** The whole document. `parseSpec` adds what zod cannot say: names resolve, no cycles, expressions fit their fields. @public */
export const pipelineSpecSchema = z.strictObject({
  apiVersion: z.literal('ai-etl/v1'),
  name,
  description: z.string().optional(),
  owner: z.string().optional(),
  tags: z.array(z.string()).default([]),
  schedule: schedule.default('manual'),
  parameters: z
    .record(
      name,
      z.strictObject({ type: z.string(), default: scalar.optional(), description: z.string().optional() }),
    )
    .default({})
    .meta({ description: "Used in expressions as parameter('name')" }),
  connections: z
    .record(name, z.strictObject({ system: z.string() }))
    .default({})
    .meta({ description: 'Names and systems only; secrets stay with n8n, Airflow or the environment' }),
  retry: z
    .strictObject({
      attempts: z.int().min(0).max(20),
      delay: duration.default('1m'),
      backoff: z.enum(['fixed', 'exponential']).default('exponential'),
    })
    .optional(),
  timeout: duration.optional(),
  sla: duration.optional(),
  notify: z
    .array(
      z.strictObject({
        on: z.enum(['failure', 'success', 'sla']).default('failure'),
        email: z.string().optional(),
        connection: name.optional(),
        message: z.string().optional(),
      }),
    )
    .optional(),
  steps: z.array(stepSchema).min(1),
});

/** A valid document as zod gives it: defaults filled in. @public */
export type PipelineSpec = z.infer<typeof pipelineSpecSchema>;
/** What a person may write: defaults may be left out. @public */
export type PipelineSpecInput = z.input<typeof pipelineSpecSchema>;
/** @public */
export type Step = z.infer<typeof stepSchema>;
/** @public */
export type StepKind = Step['kind'];
/** The step of one kind, such as `StepOf<'join'>`. @public */
export type StepOf<K extends StepKind> = Extract<Step, { kind: K }>;

/** ids of the steps that feed a step, in order. @public */
export function inputsOf(step: Step): string[] {
  if (step.kind === 'source') return [];
  if (step.kind === 'join') return [step.left, step.right];
  if (step.kind === 'union' || step.kind === 'sql') return step.inputs;
  return [step.input];
}

import {
  describeStep,
  printType,
  validateSpec,
  type Finding as CoreFinding,
  type Plan,
  type PlanStep,
  type PipelineSpec,
  type Shape,
  type SourceSchemas,
  type TableSchema,
} from '@ai-etl/core';
import { datasetIdOf, type Field, type Finding, type StepNode } from '@ai-etl/backstage-plugin-ai-etl-common';
import { pipelineErrors } from './errors';

/** Fields of datasets by `connection:object`. */
export type DatasetSchemas = Record<string, TableSchema>;

/** What the core makes of a spec. */
export interface SpecReading {
  spec?: PipelineSpec;
  plan?: Plan;
  findings: Finding[];
}

/** The namespace of datasets as specs name them: a connection's name, wherever it leads. */
export const logicalNamespace = (connection: string) => `connection://${connection}`;

/** Reads and checks a spec; schemas of datasets become those of the steps that read them. */
export async function readSpecWith(input: unknown, schemas: DatasetSchemas = {}): Promise<SpecReading> {
  const first = await validateSpec(input);
  const { spec, plan, findings } = first.spec
    ? await validateSpec(input, { schemas: sourceSchemas(first.spec, schemas) })
    : first;
  return { spec, plan, findings: findings.map(findingOf) };
}

function sourceSchemas(spec: PipelineSpec, schemas: DatasetSchemas): SourceSchemas {
  const known = spec.steps.flatMap((step) => {
    if (step.kind !== 'source') return [];
    const schema = schemas[`${step.connection}:${step.object}`];
    return schema ? [[step.id, schema] as const] : [];
  });
  return Object.fromEntries(known);
}

/** @throws `portal.wrong-schema` (input) */
export function checkSchemas(schemas: Record<string, unknown> = {}): DatasetSchemas {
  for (const [dataset, schema] of Object.entries(schemas))
    if (!isSchema(schema)) throw pipelineErrors['wrong-schema']({ dataset });
  return schemas as unknown as DatasetSchemas;
}

function isSchema(value: unknown): value is TableSchema {
  const fields = (value as TableSchema | null)?.fields;
  return (
    Array.isArray(fields) &&
    fields.every((field) => typeof field?.name === 'string' && typeof field.type?.kind === 'string')
  );
}

/** A finding of the core as the API says it. */
export function findingOf({ severity, code, message, hint, step, line, column }: CoreFinding): Finding {
  return { severity, code, message, hint, step, line, column };
}

/** Steps as the diagram draws them, in dependency order; of a spec with problems, as far as they can be read. */
export function stepNodes({ spec, plan }: SpecReading): StepNode[] {
  if (plan) return plan.steps.map((step) => stepNode(step, plan.spec));
  if (!spec) return [];
  const known = new Set(spec.steps.map(({ id }) => id));
  return spec.steps.map((step) => {
    const inputs = Object.entries(step).flatMap(([key, value]) =>
      ['input', 'inputs', 'left', 'right'].includes(key) ? (value as string | string[]) : [],
    );
    const planned = { step, inputs: inputs.filter((id) => known.has(id)), schema: { fields: [] } };
    return stepNode({ ...planned, shape: { fields: [], open: true } }, spec);
  });
}

function stepNode({ step, inputs, shape }: PlanStep, spec: PipelineSpec): StepNode {
  const place =
    step.kind === 'source' || step.kind === 'target'
      ? {
          connection: step.connection,
          system: spec.connections[step.connection]?.system,
          object: step.object,
          datasetId: datasetIdOf(logicalNamespace(step.connection), step.object),
        }
      : {};
  return {
    id: step.id,
    kind: step.kind,
    title: describeStep(step),
    inputs,
    ...place,
    fields: fieldsOf(shape),
  };
}

/** Fields with their types in words; a type that nobody knows yet is `unknown`. */
export function fieldsOf({ fields }: Pick<Shape, 'fields'>): Field[] {
  return fields.map(({ name, type, nullable }) => ({
    name,
    type: type ? printType(type) : 'unknown',
    nullable,
  }));
}

import { compile, isAiEtlError, type AiEtlError, type CompileRefusal, type Plan } from '@ai-etl/core';
import {
  datasetEntityNameOf,
  entityNameOf,
  type Compiled,
  type Finding,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import { logicalNamespace, readSpecWith, type DatasetSchemas } from './spec-reading';

/**
 * The files of a target, or what stands against them: problems of the spec, and all that the target cannot say.
 * @throws `compile.unknown-target`, `compile.wrong-options` (input)
 */
export async function compiledOf(
  input: string | object,
  target: string,
  options: Record<string, string> = {},
  schemas: DatasetSchemas = {},
  facts: Record<string, object> = {},
): Promise<Compiled> {
  const { plan, findings } = await readSpecWith(input, schemas);
  if (!plan) return { target, files: [], refusals: findings };
  try {
    const { files } = await compile(plan, target, { ...options, ...known[target]?.(plan, facts) });
    return { target, files: Object.entries(files).map(([path, text]) => ({ path, text })), refusals: [] };
  } catch (error) {
    if (!isAiEtlError(error) || error.code !== 'compile.cannot-say') throw error;
    return { target, files: [], refusals: refusalsOf(error) };
  }
}

/** What the portal knows besides the spec, by target: files' encodings, and names of entities in its catalog. */
const known: Partial<Record<string, (plan: Plan, facts: Record<string, object>) => object>> = {
  airflow: (_, facts) => ({ facts }),
  'airflow-repository': ({ spec }, facts) => ({
    facts,
    entity: entityNameOf(spec.name),
    datasets: Object.fromEntries(
      spec.steps.flatMap((step) => {
        if (step.kind !== 'source' && step.kind !== 'target') return [];
        const { connection, object } = step;
        return [[`${connection}:${object}`, datasetEntityNameOf(logicalNamespace(connection), object)]];
      }),
    ),
  }),
};

function refusalsOf(error: AiEtlError): Finding[] {
  const refusals = (error.parameters.refusals ?? []) as CompileRefusal[];
  return refusals.map(({ step, construct, reason }) => ({
    severity: 'error',
    code: `${error.code}.${construct}`,
    message: reason.en,
    step,
  }));
}

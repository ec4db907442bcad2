import { compile, isAiEtlError, type AiEtlError, type CompileRefusal } from '@ai-etl/core';
import type { Compiled, Finding } from '@ai-etl/backstage-plugin-ai-etl-common';
import { readSpecWith, type DatasetSchemas } from './spec-reading';

/**
 * The files of a target, or what stands against them: problems of the spec, and all that the target cannot say.
 * @throws `compile.unknown-target`, `compile.wrong-options` (input)
 */
export async function compiledOf(
  input: string | object,
  target: string,
  options: Record<string, string> = {},
  schemas: DatasetSchemas = {},
): Promise<Compiled> {
  const { plan, findings } = await readSpecWith(input, schemas);
  if (!plan) return { target, files: [], refusals: findings };
  try {
    const { files } = await compile(plan, target, options);
    return { target, files: Object.entries(files).map(([path, text]) => ({ path, text })), refusals: [] };
  } catch (error) {
    if (!isAiEtlError(error) || error.code !== 'compile.cannot-say') throw error;
    return { target, files: [], refusals: refusalsOf(error) };
  }
}

function refusalsOf(error: AiEtlError): Finding[] {
  const refusals = (error.parameters.refusals ?? []) as CompileRefusal[];
  return refusals.map(({ step, construct, reason }) => ({
    severity: 'error',
    code: `${error.code}.${construct}`,
    message: reason.en,
    step,
  }));
}

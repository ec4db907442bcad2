import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { parse } from 'yaml';

/** What the catalog needs of a spec; whether the rest of it holds, the store says when it is published. */
const specShape = z.object({
  name: z.string().min(1),
  owner: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  steps: z
    .array(
      z.object({
        kind: z.string(),
        connection: z.string().optional(),
        object: z.string().optional(),
      }),
    )
    .default([]),
});

/** @see specShape */
export type PipelineFile = z.infer<typeof specShape>;

/** A dataset as a spec names it. */
export interface NamedDataset {
  connection: string;
  object: string;
}

/**
 * Reads the spec that a `catalog-info.yaml` has in `spec.aiEtl.spec`.
 *
 * @param written - inline, or YAML or JSON text as `$text` brings it
 * @throws InputError that says what is wrong where
 */
export function readPipelineFile(written: unknown): PipelineFile {
  const result = specShape.safeParse(typeof written === 'string' ? parsed(written) : written);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the spec'}: ${message}`,
  );
  throw new InputError(`spec.aiEtl.spec is no pipeline spec: ${problems.join('; ')}`);
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new InputError(`spec.aiEtl.spec is no YAML: ${(cause as Error).message.split('\n')[0]}`);
  }
}

/** The datasets that steps of a kind name, each once. */
export function datasetsOf(file: PipelineFile, kind: 'source' | 'target'): NamedDataset[] {
  const named = file.steps.flatMap(({ kind: own, connection, object }) =>
    own === kind && connection && object ? [{ connection, object }] : [],
  );
  return [...new Map(named.map((one) => [JSON.stringify(one), one])).values()];
}

import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { parse } from 'yaml';

/** What the catalog needs of a spec; whether the rest of it holds, the store says when it is published. */
const specShape = z.object({
  name: z.string().min(1),
  owner: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  connections: z.record(z.string(), z.object({ system: z.string().optional() })).default({}),
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

const datasetShape = z.object({
  connection: z.string().min(1),
  object: z.string().min(1),
  system: z.string().optional(),
});

/** What a file of `airflow-repository` says that its pipeline reads and writes. */
const namedShape = z.object({
  reads: z.array(datasetShape).default([]),
  writes: z.array(datasetShape).default([]),
});

/** A dataset as a spec names it. */
export type NamedDataset = z.infer<typeof datasetShape>;

/** What a pipeline reads and writes, by the names of its spec. */
export interface NamedDatasets {
  consumes: NamedDataset[];
  produces: NamedDataset[];
}

/**
 * Reads the spec that a `catalog-info.yaml` has in `spec.aiEtl.spec`.
 *
 * @param written - inline, or YAML or JSON text as `$text` brings it
 * @throws InputError that says what is wrong where
 */
export function readPipelineFile(written: unknown): PipelineFile {
  const spec = typeof written === 'string' ? parsed(written) : written;
  return checked(specShape, spec, 'spec.aiEtl.spec is no pipeline spec', 'the spec');
}

/**
 * Reads the datasets that a `catalog-info.yaml` names in `spec.aiEtl.reads` and `spec.aiEtl.writes`.
 *
 * @throws InputError that says what is wrong where
 */
export function readNamedDatasets(written: unknown): NamedDatasets {
  const { reads, writes } = checked(namedShape, written, 'spec.aiEtl names no datasets', 'it');
  return { consumes: reads, produces: writes };
}

function checked<T extends z.ZodType>(shape: T, written: unknown, wrong: string, whole: string): z.infer<T> {
  const result = shape.safeParse(written);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || whole}: ${message}`);
  throw new InputError(`${wrong}: ${problems.join('; ')}`);
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new InputError(`spec.aiEtl.spec is no YAML: ${(cause as Error).message.split('\n')[0]}`);
  }
}

/** The datasets that a spec's steps read and write, each once. */
export function datasetsOf({ connections, steps }: PipelineFile): NamedDatasets {
  const named = (wanted: string) => {
    const found = steps.flatMap(({ kind, connection, object }) =>
      kind === wanted && connection && object ? [{ connection, object, system: connections[connection]?.system }] : [],
    );
    return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
  };
  return { consumes: named('source'), produces: named('target') };
}

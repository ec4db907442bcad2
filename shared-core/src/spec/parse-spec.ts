import type { AiEtlError, Where } from '../errors';
import { printPath, type PathPart, type SpecDocument, type SpecPath } from './document';
import { specErrors } from './errors';
import { showValue } from './expected';
import { pipelineSpecSchema, type PipelineSpec } from './pipeline-spec';
import { readDocument } from './read-document';
import { problemsOf } from './zod-problems';

/** Versions of the document that this program understands; an older one would be upgraded here. */
const versions = ['ai-etl/v1'];
const maxSteps = 1000;

/** What came out of reading a document: a spec, or everything that is wrong with it. @public */
export interface SpecReading {
  spec?: PipelineSpec;
  problems: AiEtlError[];
}

/** Where the values of a spec stand in its text, by the spec object that `readSpec` gave. */
const documents = new WeakMap<PipelineSpec, SpecDocument>();

/**
 * Reads a spec and gathers all problems of its form. Names and expressions are checked by `buildPlan`.
 *
 * @param input - YAML or JSON text, or an object as JSON gives it
 * @param options - `file` names the document in messages
 * @public
 */
export function readSpec(input: unknown, options: { file?: string } = {}): SpecReading {
  if (typeof input !== 'string') return readValue(input, undefined, options.file);
  const { value, document, problems } = readDocument(input, options.file);
  return problems.length > 0 ? { problems } : readValue(value, document, options.file);
}

/**
 * Reads a spec, or throws once with all its problems.
 * @throws `spec.invalid` (input); its parameter `problems` has one error a problem, each with line and column
 * @public
 */
export function parseSpec(input: unknown, options: { file?: string } = {}): PipelineSpec {
  const { spec, problems } = readSpec(input, options);
  if (!spec) throw specErrors.invalid({ problems });
  return spec;
}

/**
 * Place of a value of a spec: path, and file, line and column where the spec was read from text.
 * @param offset - characters into a text value, for a place inside an expression
 * @public
 */
export function locate(spec: PipelineSpec, path: SpecPath, offset?: number, part?: PathPart): Where {
  return documents.get(spec)?.where(path, part, offset) ?? { path: printPath(path) };
}

function readValue(value: unknown, document?: SpecDocument, file?: string): SpecReading {
  const early = refusedAtOnce(value);
  if (early) return { problems: [early.at({ file, ...document?.where(['apiVersion']) })] };
  const parsed = pipelineSpecSchema.safeParse(value);
  if (!parsed.success)
    return {
      problems: problemsOf(parsed.error.issues, value, document).map((problem) => problem.at({ file })),
    };
  if (document) documents.set(parsed.data, document);
  return { spec: parsed.data, problems: [] };
}

/** An unknown version or an immense list makes every further message noise. */
function refusedAtOnce(value: unknown): AiEtlError | undefined {
  const { apiVersion, steps } = (value ?? {}) as { apiVersion?: unknown; steps?: unknown };
  if (apiVersion !== undefined && !versions.includes(apiVersion as string))
    return specErrors['unknown-version']({ version: showValue(apiVersion), known: versions });
  if (Array.isArray(steps) && steps.length > maxSteps)
    return specErrors['too-large']({
      size: steps.length,
      limit: maxSteps,
      unit: { en: 'steps', ru: 'шагов' },
    });
  return undefined;
}

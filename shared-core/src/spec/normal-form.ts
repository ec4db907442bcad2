import { createHash } from 'node:crypto';
import { durationSeconds, isDuration } from './duration';
import { pipelineSpecSchema, type PipelineSpec, type PipelineSpecInput, type Step } from './pipeline-spec';

/**
 * SHA-256 of a spec's normal form, hex. Two ways of writing the same pipeline have one hash: key order, defaults
 * left out or written, order of steps, shorthands and white space in expressions do not matter.
 * @public
 */
export function specHash(spec: PipelineSpecInput): string {
  return createHash('sha256')
    .update(JSON.stringify(normalForm(spec)))
    .digest('hex');
}

/** The one form of a spec that is compared: steps by id, keys sorted, shorthands expanded. */
export function normalForm(spec: PipelineSpecInput): unknown {
  const full: PipelineSpec = pipelineSpecSchema.parse(spec);
  const steps = full.steps.map(normalStep).sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted({ ...full, steps }, 'spec');
}

function normalStep(step: Step): Step {
  if (step.kind === 'join' && Array.isArray(step.on))
    return { ...step, on: Object.fromEntries(step.on.map((name) => [name, name])) };
  if (step.kind === 'select') return { ...step, fields: step.fields.map(normalSelection) };
  return step;
}

/** `{a: a}` renames nothing. */
function normalSelection(field: string | Record<string, string>) {
  if (typeof field === 'string') return field;
  const entries = Object.entries(field);
  return entries.length === 1 && entries[0]![0] === entries[0]![1] ? entries[0]![0] : field;
}

/** Texts under these keys are SQL: white space between words means nothing there. */
const sqlKeys = new Set(['where', 'query', 'having', 'expect', 'frame', 'on', 'fields', 'measures']);
/** Keys under which the user's own names stand; what they hold is ruled by the key above them. */
const namesOfUser = new Set(['fields', 'measures', 'parameters', 'connections', 'options', 'schema']);
const durationKeys = new Set(['timeout', 'sla', 'delay', 'every', 'lookback']);

function sorted(value: unknown, key: string): unknown {
  if (typeof value === 'string') return normalText(value, key);
  // Items of a list are names, never SQL, or objects with keys of their own.
  if (Array.isArray(value)) return value.map((item) => sorted(item, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([inner, content]) => [inner, sorted(content, namesOfUser.has(key) ? key : inner)]),
  );
}

function normalText(text: string, key: string): string {
  if (durationKeys.has(key) && isDuration(text)) return `${durationSeconds(text)}s`;
  return sqlKeys.has(key) ? squeeze(text) : text;
}

/** White space as one blank, except inside quotes; a text with comments or dollar quotes stays as it is. */
function squeeze(text: string): string {
  if (/--|\/\*|\$|\\/.test(text)) return text;
  return text.replace(/('[^']*'|"[^"]*")|\s+/g, (_, quoted?: string) => quoted ?? ' ').trim();
}

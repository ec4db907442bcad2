import type { StepInput, StepInputOf } from './grow-reference';

const MAX_LENGTH = 80;
const names = (list: readonly unknown[] = []) =>
  list.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join(', ');
const assigned = (fields: Record<string, string> = {}) =>
  Object.entries(fields)
    .map(([name, text]) => `${name} = ${text}`)
    .join(', ');

/** How each kind of step reads in one line; what the spec says, in the spec's own words. */
const lines: { [K in StepInput['kind']]: (step: StepInputOf<K>) => string } = {
  source: (step) => `${step.object} (${step.connection})${step.where ? ` where ${step.where}` : ''}`,
  filter: (step) => `where ${step.where}`,
  select: (step) => `select ${names(step.fields)}`,
  derive: (step) => assigned(step.fields),
  join: (step) => `${step.type ?? 'inner'} join ${step.right}`,
  aggregate: (step) => `${assigned(step.measures)}${step.by?.length ? ` by ${names(step.by)}` : ''}`,
  window: (step) => `${assigned(step.fields)} over a window`,
  union: (step) => `union of ${names(step.inputs)}`,
  distinct: (step) => `distinct${step.by ? ` by ${names(step.by)}` : ''}`,
  sort: (step) =>
    [step.by?.length && `sort by ${names(step.by)}`, step.limit !== undefined && `limit ${step.limit}`]
      .filter(Boolean)
      .join(', '),
  sql: (step) => step.query.replace(/\s+/g, ' '),
  quality: (step) => `check ${names(step.checks.map((check) => check.name))}`,
  mask: (step) => `mask ${names(Object.keys(step.fields))}`,
  target: (step) => `${step.mode ?? 'append'} into ${step.object} (${step.connection})`,
};

/** One step in one line of at most 80 characters. @public */
export function describeStep(step: StepInput): string {
  const line = (lines[step.kind] as (step: StepInput) => string)(step);
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}

import { defineMessages, type Language } from '../../language';
import type { Step, StepKind, StepOf } from '../../spec';

const words = defineMessages({
  en: {
    by: (p: { fields: string[] }) => `by ${p.fields.join(', ')}`,
    over: (p: { fields: string[] }) => `over ${p.fields.join(', ')}`,
    fields: (p: { fields: string[] }) => `fields: ${p.fields.join(', ')}`,
    added: (p: { fields: string[] }) => `+ ${p.fields.join(', ')}`,
    first: (p: { count: number }) => `first ${p.count}`,
    checks: (p: { names: string[] }) => `checks: ${p.names.join(', ')}`,
    hides: (p: { fields: string[] }) => `hides ${p.fields.join(', ')}`,
    keys: (p: { fields: string[] }) => `keys: ${p.fields.join(', ')}`,
    oneEach: (p: { fields: string[] }) => `one row for each ${p.fields.join(', ')}`,
    noDuplicates: 'no duplicate rows',
    allRows: 'all rows',
  },
  ru: {
    by: (p: { fields: string[] }) => `по ${p.fields.join(', ')}`,
    over: (p: { fields: string[] }) => `в окне ${p.fields.join(', ')}`,
    fields: (p: { fields: string[] }) => `поля: ${p.fields.join(', ')}`,
    added: (p: { fields: string[] }) => `+ ${p.fields.join(', ')}`,
    first: (p: { count: number }) => `первые ${p.count}`,
    checks: (p: { names: string[] }) => `проверки: ${p.names.join(', ')}`,
    hides: (p: { fields: string[] }) => `скрывает ${p.fields.join(', ')}`,
    keys: (p: { fields: string[] }) => `ключи: ${p.fields.join(', ')}`,
    oneEach: (p: { fields: string[] }) => `одна строка на ${p.fields.join(', ')}`,
    noDuplicates: 'без повторов',
    allRows: 'все строки',
  },
});

type Words = (typeof words)[Language];
type Labels = { [K in StepKind]: (step: StepOf<K>, say: Words) => string[] };

const nonEmpty = (list: string[], line: (fields: string[]) => string) =>
  list.length > 0 ? [line(list)] : [];

/** What a step does, in a line or two. */
const labels: Labels = {
  source: (step) => [`${step.connection}: ${step.object}`, ...(step.where === undefined ? [] : [step.where])],
  filter: (step) => [step.where],
  select: (step, say) => [
    say.fields({
      fields: step.fields.flatMap((field) => (typeof field === 'string' ? [field] : renames(field))),
    }),
  ],
  derive: (step) => Object.entries(step.fields).map(([name, text]) => `${name} = ${text}`),
  join: (step) => [step.type === 'cross' ? 'cross join' : `${step.type} join: ${condition(step)}`],
  aggregate: (step, say) => [
    ...(step.grouping === 'plain' ? [] : [step.grouping]),
    ...nonEmpty(step.by, (fields) => say.by({ fields })),
    ...Object.entries(step.measures).map(([name, text]) => `${name} = ${text}`),
    ...(step.having === undefined ? [] : [step.having]),
  ],
  window: (step, say) => [
    ...nonEmpty([...step.partitionBy, ...step.orderBy], (fields) => say.over({ fields })),
    ...Object.entries(step.fields).map(([name, text]) => `${name} = ${text}`),
  ],
  union: (step, say) => [step.mode === 'all' ? say.allRows : say.noDuplicates],
  distinct: (step, say) => [step.by ? say.oneEach({ fields: step.by }) : say.noDuplicates],
  sort: (step, say) => [
    ...nonEmpty(step.by, (fields) => say.by({ fields })),
    ...(step.limit === undefined ? [] : [say.first({ count: step.limit })]),
  ],
  sql: (step) => [step.query],
  quality: (step, say) => [say.checks({ names: step.checks.map(({ name }) => name) })],
  mask: (step, say) => [say.hides({ fields: Object.keys(step.fields) })],
  target: (step, say) => [
    `${step.connection}: ${step.object}`,
    step.mode,
    ...nonEmpty(step.keys ?? [], (fields) => say.keys({ fields })),
  ],
};

const renames = (field: Record<string, string>) =>
  Object.entries(field).map(([name, from]) => `${from} → ${name}`);

function condition(step: StepOf<'join'>): string {
  if (typeof step.on === 'string') return step.on;
  if (Array.isArray(step.on)) return step.on.join(', ');
  return Object.entries(step.on ?? {})
    .map(([left, right]) => `${left} = ${right}`)
    .join(', ');
}

const maxLines = 4;
const maxCharacters = 60;

/** Lines under a step's name; long ones are cut, since a diagram is looked at, not read. */
export function labelOf(step: Step, language: Language): string[] {
  const lines = (labels[step.kind] as (step: Step, say: Words) => string[])(step, words[language]);
  const shown = lines.length > maxLines ? [...lines.slice(0, maxLines - 1), '…'] : lines;
  return shown.map((line) => short(line.replace(/\s+/g, ' ').trim()));
}

const short = (line: string) => (line.length > maxCharacters ? `${line.slice(0, maxCharacters - 1)}…` : line);

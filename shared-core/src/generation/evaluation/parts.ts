import type { PipelineSpec, StepOf } from '../../spec';
import type { ExpectedParts } from './sentence';

const ofKind = <K extends PipelineSpec['steps'][number]['kind']>(spec: PipelineSpec, kind: K): StepOf<K>[] =>
  spec.steps.filter((step): step is StepOf<K> => step.kind === kind);

/** A spec as the list of parts that the evaluation compares. */
export function partsOf(
  spec: PipelineSpec,
): Required<Omit<ExpectedParts, 'question'>> | Partial<ExpectedParts> {
  const [aggregate] = ofKind(spec, 'aggregate');
  const derived = Object.assign({}, ...ofKind(spec, 'derive').map(({ fields }) => fields)) as Record<
    string,
    string
  >;
  const measures = aggregate?.measures ?? {};
  const spelled = (text: string): string =>
    Object.entries(measures).reduce(
      (so, [name, expression]) =>
        so.replaceAll(new RegExp(`(?<![\\w."])"?${name}"?(?![\\w"(])`, 'g'), expression),
      text,
    );
  const where = [
    ...ofKind(spec, 'filter').flatMap((step) => conditions(step.where)),
    ...(aggregate?.having ? conditions(spelled(aggregate.having)) : []),
  ];
  const [sort] = ofKind(spec, 'sort');
  const targets = ofKind(spec, 'target');
  const [target] = targets;
  const [join] = ofKind(spec, 'join');
  const parts: Partial<ExpectedParts> = {
    schedule: scheduleText(spec),
    sources: ofKind(spec, 'source').map(({ object }) => object),
    target:
      targets.map((each) => `${spec.connections[each.connection]?.system} ${each.object}`).join(' + ') ||
      undefined,
    mode: target && [target.mode, ...(target.keys ?? [])].join(' '),
    where,
    by: aggregate?.by.map((key) => grainOf(derived[key]) ?? key),
    measures: aggregate && Object.values(measures),
    join:
      join &&
      `${join.type} ${typeof join.on === 'object' ? (Array.isArray(join.on) ? join.on.map((key) => `${key}=${key}`) : Object.entries(join.on).map((pair) => pair.join('='))).join(',') : (join.on ?? '')}`,
    union: ofKind(spec, 'union')[0]?.mode,
    fields: ofKind(spec, 'select')[0]?.fields.map((field) =>
      typeof field === 'string' ? field : JSON.stringify(field),
    ),
    distinct: ofKind(spec, 'distinct')[0]?.by?.join(', ') ?? (ofKind(spec, 'distinct')[0] ? '*' : undefined),
    sort: sort?.by.map(spelled),
    limit: sort?.limit,
    ...careOf(spec),
  };
  return Object.fromEntries(
    Object.entries(parts).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** What is promised, hidden and told. */
const careOf = (spec: PipelineSpec): Partial<ExpectedParts> => ({
  mask: ofKind(spec, 'mask')
    .flatMap(({ fields }) => Object.entries(fields).map((pair) => pair.join(' ')))
    .sort(),
  quality: ofKind(spec, 'quality').flatMap(({ checks }) =>
    checks.map((check) =>
      check.unique ? `unique ${check.unique.join(',')}` : `notNull ${check.notNull?.join(',')}`,
    ),
  ),
  notify: spec.notify?.map(({ on, email }) => `${on} ${email}`),
  retry: spec.retry && `${spec.retry.attempts}${spec.retry.delay === '1m' ? '' : ` ${spec.retry.delay}`}`,
  cursor: ofKind(spec, 'source')[0]?.cursor?.field,
});

/** Splits at `and`, but not inside `between … and …` or a text. */
function conditions(where: string): string[] {
  const guarded = where.replace(/between (\S+|interval '[^']*') and /g, 'between $1 AND ');
  return guarded.split(/ and (?=(?:[^']*'[^']*')*[^']*$)/).map((each) => each.replace(' AND ', ' and '));
}

function grainOf(expression: string | undefined): string | undefined {
  const [, grain, column] = /^date_trunc\('(\w+)', "?(.+?)"?\)$/.exec(expression ?? '') ?? [];
  return grain && `${grain} of ${column}`;
}

function scheduleText({ schedule }: PipelineSpec): string | undefined {
  if (schedule === 'manual' || 'event' in schedule) return undefined;
  const time = 'cron' in schedule ? schedule.cron : `every ${schedule.every}`;
  return schedule.timezone === 'UTC' ? time : `${time} ${schedule.timezone}`;
}

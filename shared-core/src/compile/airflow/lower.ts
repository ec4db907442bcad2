import type { Plan } from '../../plan';
import type { PipelineSpec } from '../../spec';
import type { Dag, Duration, Schedule } from './dag';
import { each } from './edges';
import type { Sources } from './landing/file-facts';
import { landingsOf } from './landing/landings';
import { assetName, slug } from './names';
import { targetsOf } from './plan-line';
import { SqlText } from './sql-text';
import { cleanUpTask } from './target/clean-up';
import { TargetLine } from './target/target-line';

/**
 * Lays a plan out as tasks. Rows are landed beside the target as they are, worked on by one statement in the target's
 * own SQL, checked, published at once, and the landed tables dropped.
 */
export function lowerDag(plan: Plan, sources: Sources): Dag {
  const { spec } = plan;
  const landings = landingsOf(plan, sources);
  const lines = targetsOf(plan).map((target) => new TargetLine(plan, target, landings));
  const shared = landings.filter(({ targets }) => targets.length > 1);
  const cleanUps = shared.map(({ landing, targets }) => {
    const task = cleanUpTask(landing.taskId('clean_up'), [landing], new SqlText(spec));
    const ends = lines.filter(({ id }) => targets.includes(id)).flatMap((line) => line.ends());
    return { task, edges: each(ends, [task.id]) };
  });
  return {
    id: spec.name,
    module: slug(spec.name),
    title: spec.description ?? spec.name,
    story: lines.map((line) => line.story()),
    hash: plan.hash,
    owner: spec.owner ?? 'airflow',
    tags: ['ai-etl', ...spec.tags],
    schedule: scheduleOf(spec),
    timezone: timezoneOf(spec),
    retry: spec.retry && {
      attempts: spec.retry.attempts,
      delay: durationParts(spec.retry.delay),
      exponential: spec.retry.backoff === 'exponential',
    },
    timeout: spec.timeout ? durationParts(spec.timeout) : undefined,
    sla: spec.sla ? durationParts(spec.sla) : undefined,
    notify: (spec.notify ?? []).flatMap(({ on, email }) => (email ? [{ on, email }] : [])),
    parameters: Object.entries(spec.parameters).map(([name, { type, default: value }]) => ({
      name,
      default: value,
      schema: jsonType(type),
    })),
    tasks: [
      ...shared.map(({ landing }) => landing.land()),
      ...lines.flatMap((line) => line.tasks()),
      ...cleanUps.map(({ task }) => task),
    ],
    edges: [...lines.flatMap((line) => line.edges()), ...cleanUps.flatMap(({ edges }) => edges)],
  };
}

function scheduleOf({ schedule }: PipelineSpec): Schedule {
  if (schedule === 'manual') return { kind: 'manual' };
  if ('cron' in schedule) return { kind: 'cron', cron: schedule.cron };
  if ('every' in schedule) return { kind: 'every', every: durationParts(schedule.every) };
  return { kind: 'asset', asset: assetName(schedule.event) };
}

const units = { s: 'seconds', m: 'minutes', h: 'hours', d: 'days' } as const;

/** `15m` as `timedelta` takes it; the spec's schema has checked its form. */
function durationParts(text: string): Duration {
  return { amount: parseInt(text, 10), unit: units[text.at(-1) as keyof typeof units] };
}

const timezoneOf = ({ schedule }: PipelineSpec) =>
  typeof schedule === 'object' && 'timezone' in schedule ? schedule.timezone : 'UTC';

const jsonTypes: [RegExp, string][] = [
  [/^u?int/, 'integer'],
  [/^(decimal|float)/, 'number'],
  [/^boolean/, 'boolean'],
];
const jsonType = (type: string) => jsonTypes.find(([pattern]) => pattern.test(type))?.[1] ?? 'string';

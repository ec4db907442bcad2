import { Cron } from 'croner';
import type { AiEtlError } from '../errors';
import { isAiEtlError } from '../errors';
import { parseType, printType, type LogicalType } from '../schema';
import { durationSeconds, locate, nearestNames, type PipelineSpec, type SpecPath } from '../spec';
import { planErrors } from './errors';

/** Checks what stands around the steps: schedule, connections, durations, parameters. */
export function checkSettings(spec: PipelineSpec): AiEtlError[] {
  return [
    ...scheduleProblems(spec),
    ...durationProblems(spec),
    ...connectionProblems(spec),
    ...parameterProblems(spec),
  ];
}

function scheduleProblems(spec: PipelineSpec): AiEtlError[] {
  const { schedule } = spec;
  if (schedule === 'manual' || 'event' in schedule) return [];
  const zone = isTimeZone(schedule.timezone) ? [] : [badTimeZone(spec, schedule.timezone)];
  return 'cron' in schedule ? [...cronProblems(spec, schedule.cron), ...zone] : zone;
}

function cronProblems(spec: PipelineSpec, cron: string): AiEtlError[] {
  const details = { where: locate(spec, ['schedule', 'cron']) };
  if (cron.trim().split(/\s+/).length !== 5 && !cron.startsWith('@'))
    return [planErrors['bad-cron']({ cron, reason: `${cron.trim().split(/\s+/).length} / 5` }, details)];
  try {
    // Year 2000 to 2028 has every weekday on 29 February; a schedule without a run then never runs.
    const next = new Cron(cron, { paused: true }).nextRun(new Date('2000-01-01T00:00:00Z'));
    return next ? [] : [planErrors['cron-never-runs']({ cron }, details)];
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error);
    return [planErrors['bad-cron']({ cron, reason }, details)];
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function badTimeZone(spec: PipelineSpec, zone: string): AiEtlError {
  const known = Intl.supportedValuesOf('timeZone');
  const cities = known.filter((name) => nearestNames(zone, [name.split('/').at(-1)!]).length > 0);
  const nearest = [...nearestNames(zone, known), ...cities].slice(0, 3);
  return planErrors['bad-time-zone']({ zone, nearest }, { where: locate(spec, ['schedule', 'timezone']) });
}

function durationProblems(spec: PipelineSpec): AiEtlError[] {
  const every =
    typeof spec.schedule === 'object' && 'every' in spec.schedule ? spec.schedule.every : undefined;
  const durations: [SpecPath, string | undefined][] = [
    [['schedule', 'every'], every],
    [['timeout'], spec.timeout],
    [['sla'], spec.sla],
  ];
  return durations
    .filter(([, text]) => text !== undefined && durationSeconds(text) === 0)
    .map(([path, text]) => planErrors['empty-duration']({ text: text! }, { where: locate(spec, path) }));
}

function connectionProblems(spec: PipelineSpec): AiEtlError[] {
  const uses: [string | undefined, SpecPath][] = spec.steps.flatMap((step, index) =>
    step.kind === 'source' || step.kind === 'target'
      ? [[step.connection, ['steps', index, 'connection']] as [string, SpecPath]]
      : [],
  );
  spec.notify?.forEach((notice, index) => uses.push([notice.connection, ['notify', index, 'connection']]));
  if (typeof spec.schedule === 'object' && 'event' in spec.schedule)
    uses.push([spec.schedule.event.connection, ['schedule', 'event', 'connection']]);
  const known = Object.keys(spec.connections);
  return uses
    .filter(([name]) => name !== undefined && !known.includes(name))
    .map(([name, path]) =>
      planErrors['unknown-connection'](
        { name: name!, nearest: nearestNames(name!, known), known },
        { where: locate(spec, path) },
      ),
    );
}

function parameterProblems(spec: PipelineSpec): AiEtlError[] {
  return Object.entries(spec.parameters).flatMap(([parameter, { type: text, default: value }]) => {
    const path = ['parameters', parameter];
    const type = tryType(text);
    if (!('kind' in type) || isAiEtlError(type))
      return [(type as AiEtlError).at(locate(spec, [...path, 'type']))];
    if (value === undefined || value === null || fitsType(value, type)) return [];
    return [
      planErrors['parameter-default'](
        { parameter, value: JSON.stringify(value), type: printType(type) },
        { where: locate(spec, [...path, 'default']) },
      ),
    ];
  });
}

/** A type from its text, or the error that says why it is none. */
export function tryType(text: string): LogicalType | AiEtlError {
  try {
    return parseType(text);
  } catch (error) {
    if (isAiEtlError(error)) return error;
    throw error;
  }
}

const numeric = new Set(['integer', 'decimal', 'float']);

function fitsType(value: string | number | boolean, type: LogicalType): boolean {
  if (type.kind === 'boolean') return typeof value === 'boolean';
  if (type.kind === 'integer') return Number.isInteger(value);
  if (numeric.has(type.kind)) return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(String(value));
  return typeof value === 'string';
}

import type { Language } from '../../language';
import { printSpec, type PipelineSpec } from '../../spec';
import type { Plan } from '../../plan';
import type { CompiledFiles, CompileContext } from '../compile-target';
import { catalogText, datasetsOf, entityName, type CatalogOptions } from './catalog';
import { airflowRelease, pinned, type AirflowId } from './python-locks';
import { lowerTransforms, type Transforms } from './transforms';

/** A repository before it is text. */
export interface Repository {
  version: AirflowId;
  release: string;
  name: string;
  entity: string;
  hash: string;
  description?: string;
  owner?: string;
  /** Of the pages that are read first; the others are there too. */
  language: Language;
  schedule: { kind: 'cron' | 'every' | 'event' | 'manual'; text: string; timezone: string };
  connections: { name: string; system: string }[];
  datasets: { connection: string; object: string; system: string; isRead: boolean; isWritten: boolean }[];
  /** Sources that are read from where the last load ended. */
  incremental: { object: string; field: string }[];
  requirements: string[];
  development: string[];
  spec: string;
  catalog: string;
  transforms: Transforms;
  parts: Record<'dag' | 'english' | 'russian', CompiledFiles['files']>;
}

/** Names of packages in what the DAG says it needs. */
const packageNames = (requirements = ''): string[] =>
  requirements
    .split('\n')
    .map((line) => line.replace(/[^\w-].*$/, ''))
    .filter(Boolean);

/** Lays out everything around a DAG. */
export async function lowerRepository(
  plan: Plan,
  options: CatalogOptions & { version: AirflowId },
  context: CompileContext,
): Promise<Repository> {
  const { spec } = plan;
  const { version } = options;
  const parts = context.parts as Repository['parts'];
  const needed = [...packageNames(parts.dag['requirements.txt']), 'apache-airflow-providers-openlineage'];
  return {
    version,
    release: airflowRelease(version),
    name: spec.name,
    entity: options.entity ?? entityName(spec.name),
    hash: plan.hash,
    description: spec.description,
    owner: spec.owner,
    language: languageOf(spec, context.language),
    schedule: scheduleOf(spec),
    connections: Object.entries(spec.connections).map(([name, { system }]) => ({ name, system })),
    datasets: datasetsOf(plan),
    incremental: spec.steps.flatMap((step) =>
      step.kind === 'source' && step.cursor ? [{ object: step.object, field: step.cursor.field }] : [],
    ),
    requirements: pinned(version, [...new Set(needed)]),
    development: [...pinned(version, ['duckdb', 'pytest']), 'pre-commit==4.7.0', 'ruff==0.17.6'],
    spec: printSpec(spec),
    catalog: catalogText(plan, options),
    transforms: await lowerTransforms(plan),
    parts,
  };
}

/** The language that is asked for, and Russian where the pipeline's people wrote in it. */
const languageOf = ({ name, description }: PipelineSpec, asked: Language): Language =>
  /\p{Script=Cyrillic}/u.test(description ?? name) ? 'ru' : asked;

function scheduleOf({ schedule }: PipelineSpec): Repository['schedule'] {
  if (schedule === undefined || schedule === 'manual') return { kind: 'manual', text: '', timezone: '' };
  if ('cron' in schedule) return { kind: 'cron', text: schedule.cron, timezone: schedule.timezone };
  if ('every' in schedule) return { kind: 'every', text: schedule.every, timezone: schedule.timezone };
  return { kind: 'event', text: `${schedule.event.connection}:${schedule.event.object}`, timezone: '' };
}

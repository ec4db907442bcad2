import type { Plan } from '../../plan';
import type { StepOf } from '../../spec';
import { refusal, type Refusal } from '../compile-target';
import { cursorRefusals } from './cursor/cannot-cursor';
import type { HomeSystem, WarehouseSystem } from './dag';
import { isAskable } from './landing/file-query';
import { formOf } from './home/file-target';
import { factsOf, type Sources } from './landing/file-facts';
import { sourcesOf, systemOf, targetsOf } from './plan-line';
import type { AirflowVersion } from './versions';

const warehouses = ['postgresql', 'clickhouse'];

/** Everything that a DAG cannot say of a plan. */
export function refusalsOf(plan: Plan, version: AirflowVersion, sources: Sources): Refusal[] {
  return [
    ...pipelineRefusals(plan, version),
    ...targetsOf(plan).flatMap(({ step }) => targetRefusals(plan, step, sources)),
  ];
}

function pipelineRefusals(plan: Plan, version: AirflowVersion): Refusal[] {
  const { spec } = plan;
  const isAwaiting = typeof spec.schedule === 'object' && 'event' in spec.schedule;
  return [
    ...latenessRefusals(plan, version),
    ...(isAwaiting && !version.outlets
      ? [
          refusal(
            'schedule.event',
            `Airflow ${version.id} fails runs whose datasets it has not seen yet; compile for 2.11 or 3.3`,
            `Airflow ${version.id} роняет запуски, чьих наборов данных ещё не видел; укажите версию 2.11 или 3.3`,
          ),
        ]
      : []),
    ...(spec.notify ?? [])
      .filter(({ email }) => !email)
      .map(() =>
        refusal('notify', 'a DAG notifies by e-mail; give email', 'DAG оповещает по почте; укажите email'),
      ),
  ];
}

function latenessRefusals({ spec }: Plan, { id, lateness }: AirflowVersion): Refusal[] {
  const isTold = spec.notify?.some(({ on }) => on === 'sla') ?? false;
  if (isTold && !spec.sla) {
    return [
      refusal(
        'notify.sla',
        'there is no sla to miss; give one',
        'нет sla, который можно нарушить; укажите его',
      ),
    ];
  }
  if (!spec.sla || lateness === 'sla') return [];
  if (lateness === 'none') {
    return [
      refusal(
        'sla',
        `Airflow ${id} accepts an SLA and does nothing with it; use timeout, or compile for 2.11 or 3.3`,
        `Airflow ${id} принимает SLA и ничего с ним не делает; укажите timeout или версию 2.11 или 3.3`,
      ),
    ];
  }
  if (isTold) return [];
  return [
    refusal(
      'sla',
      `a deadline of Airflow ${id} is nothing but a message; add notify with "on: sla" and an e-mail address, or use timeout`,
      `крайний срок в Airflow ${id} - это только сообщение; добавьте notify с «on: sla» и адресом почты или укажите timeout`,
    ),
  ];
}

function targetRefusals(plan: Plan, target: StepOf<'target'>, sources: Sources): Refusal[] {
  const system = systemOf(plan, target);
  if (system !== 'file' && !warehouses.includes(system)) {
    return [
      refusal(
        'target',
        `a DAG writes into PostgreSQL, ClickHouse and files, not into ${system}`,
        `DAG пишет в PostgreSQL, ClickHouse и файлы, но не в ${system}`,
        target.id,
      ),
    ];
  }
  const home = system === 'file' ? 'duckdb' : (system as WarehouseSystem);
  return [
    ...(system === 'file' ? fileTargetRefusals(target) : []),
    ...sourcesOf(plan, target.id).flatMap(({ step }) => [
      ...cursorRefusals(plan, step, target),
      ...sourceRefusals(plan, step, home, sources),
    ]),
  ];
}

function fileTargetRefusals(target: StepOf<'target'>): Refusal[] {
  return [
    ...(target.mode === 'replace'
      ? []
      : [
          refusal(
            `target.${target.mode}`,
            `a DAG replaces a file, since a task that is tried again would ${target.mode} twice; use replace`,
            `DAG заменяет файл: повторённая задача выполнила бы ${target.mode} дважды; укажите replace`,
            target.id,
          ),
        ]),
    ...(formOf(target.object)
      ? []
      : [
          refusal(
            'target.format',
            `${target.object} names no format; use .csv, .tsv, .json, .jsonl (each also with .gz or .zst) or .parquet`,
            `по имени ${target.object} не понять формат; нужны .csv, .tsv, .json, .jsonl (можно с .gz или .zst) или .parquet`,
            target.id,
          ),
        ]),
  ];
}

function sourceRefusals(plan: Plan, step: StepOf<'source'>, home: HomeSystem, sources: Sources): Refusal[] {
  const system = systemOf(plan, step);
  if (warehouses.includes(system)) return [];
  if (system !== 'file') {
    return [
      refusal(
        `source.${system}`,
        `a DAG reads files, PostgreSQL and ClickHouse`,
        'DAG читает файлы, PostgreSQL и ClickHouse',
        step.id,
      ),
    ];
  }
  return fileRefusals(plan, step, home, sources);
}

function fileRefusals(plan: Plan, step: StepOf<'source'>, home: HomeSystem, sources: Sources): Refusal[] {
  const { format, compression, encoding } = factsOf(step, sources.facts?.[step.id]);
  const isKnown = plan.sources[step.id] !== undefined;
  const lists = (plan.sources[step.id]?.fields ?? []).filter(({ type }) => type.kind === 'array');
  const isAsked = format !== 'csv' && !(home === 'clickhouse' && format !== 'json');
  return [
    ...(isKnown
      ? []
      : [
          refusal(
            'source.fields',
            `the fields of ${step.object} are not known; compile where the file can be read`,
            `поля ${step.object} неизвестны; компилируйте там, где файл доступен`,
            step.id,
          ),
        ]),
    ...(isAskable(format)
      ? []
      : [
          refusal(
            `source.${format}`,
            `a DAG reads no ${format} files`,
            `DAG не читает файлы ${format}`,
            step.id,
          ),
        ]),
    ...(isAsked && lists.length > 0
      ? [
          refusal(
            `source.${format}`,
            `${lists.map(({ name }) => name).join(', ')}: lists do not travel as text; leave them out`,
            `${lists.map(({ name }) => name).join(', ')}: списки не переносятся текстом; уберите их`,
            step.id,
          ),
        ]
      : []),
    ...(compression === 'zstd' && encoding.toLowerCase() !== 'utf-8'
      ? [
          refusal(
            'source.zstd',
            `DuckDB reads zstd in UTF-8 only, and ${step.object} is in ${encoding}`,
            `DuckDB читает zstd только в UTF-8, а ${step.object} в ${encoding}`,
            step.id,
          ),
        ]
      : []),
  ];
}

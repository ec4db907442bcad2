import type { Localized } from '../../language';
import type { Plan } from '../../plan';
import type { StepOf } from '../../spec';
import type { Refusal } from '../compile-target';
import { factsOf, landings } from './landing';
import { sourcesOf, targetsOf, type Sources } from './lower';
import type { AirflowVersion } from './versions';

const warehouses = ['postgresql', 'clickhouse'];

/** Everything that a DAG cannot say of a plan. */
export function refusalsOf(plan: Plan, version: AirflowVersion, sources: Sources): Refusal[] {
  return [
    ...pipelineRefusals(plan, version),
    ...targetsOf(plan).flatMap(({ step }) => targetRefusals(plan, step, sources)),
  ];
}

const refuse = (construct: string, en: string, ru: string, step?: string): Refusal => ({
  step,
  construct,
  reason: { en, ru } satisfies Localized,
});

function pipelineRefusals({ spec }: Plan, version: AirflowVersion): Refusal[] {
  const others = (spec.notify ?? []).filter(({ email }) => !email);
  return [
    ...(spec.sla && !version.sla
      ? [
          refuse(
            'sla',
            `Airflow ${version.id} accepts an SLA and does nothing with it; use timeout, or compile for 2.11`,
            `Airflow ${version.id} принимает SLA и ничего с ним не делает; укажите timeout или версию 2.11`,
          ),
        ]
      : []),
    ...(spec.notify?.some(({ on }) => on === 'sla')
      ? [
          refuse(
            'notify.sla',
            'an SLA notifies nobody by itself; notify on failure',
            'SLA сам никого не оповещает; оповещайте об ошибке',
          ),
        ]
      : []),
    ...(typeof spec.schedule === 'object' && 'event' in spec.schedule && !version.outlets
      ? [
          refuse(
            'schedule.event',
            `Airflow ${version.id} fails runs whose datasets it has not seen yet; compile for 2.11 or 3.3`,
            `Airflow ${version.id} роняет запуски, чьих наборов данных ещё не видел; укажите версию 2.11 или 3.3`,
          ),
        ]
      : []),
    ...others.map(() =>
      refuse('notify', 'a DAG notifies by e-mail; give email', 'DAG оповещает по почте; укажите email'),
    ),
  ];
}

function targetRefusals(plan: Plan, target: StepOf<'target'>, sources: Sources): Refusal[] {
  const system = plan.spec.connections[target.connection]?.system ?? '';
  if (!warehouses.includes(system)) {
    return [
      refuse(
        'target',
        `rows are worked on by the target's SQL, and ${system} has none; write into PostgreSQL or ClickHouse`,
        `строки обрабатывает SQL приёмника, а в ${system} его нет; пишите в PostgreSQL или ClickHouse`,
        target.id,
      ),
    ];
  }
  return sourcesOf(plan, target.id).flatMap(({ step }) => sourceRefusals(plan, step, target, sources));
}

function sourceRefusals(
  plan: Plan,
  step: StepOf<'source'>,
  target: StepOf<'target'>,
  sources: Sources,
): Refusal[] {
  const system = plan.spec.connections[step.connection]?.system ?? '';
  const home = plan.spec.connections[target.connection]?.system as keyof typeof landings;
  const cursor = step.cursor
    ? [
        refuse(
          'source.cursor',
          'a DAG keeps no cursor between runs; filter by a parameter',
          'DAG не хранит курсор между запусками; отбирайте по параметру',
          step.id,
        ),
      ]
    : [];
  if (warehouses.includes(system)) return cursor;
  if (system !== 'file')
    return [
      ...cursor,
      refuse(
        `source.${system}`,
        `a DAG reads files, PostgreSQL and ClickHouse`,
        'DAG читает файлы, PostgreSQL и ClickHouse',
        step.id,
      ),
    ];
  const { format, compression } = factsOf(step, sources.facts?.[step.id]);
  const isKnown = plan.sources[step.id] !== undefined;
  return [
    ...cursor,
    ...(isKnown
      ? []
      : [
          refuse(
            'source.fields',
            `the fields of ${step.object} are not known; compile where the file can be read`,
            `поля ${step.object} неизвестны; компилируйте там, где файл доступен`,
            step.id,
          ),
        ]),
    ...(landings[home].formats[format]
      ? []
      : [
          refuse(
            `source.${format}`,
            `${home} does not load ${format} files`,
            `${home} не загружает файлы ${format}`,
            step.id,
          ),
        ]),
    ...(compression === undefined || compression === 'gzip'
      ? []
      : [
          refuse(
            `source.${compression}`,
            "Python's own library reads gzip only",
            'стандартная библиотека Python читает только gzip',
            step.id,
          ),
        ]),
  ];
}

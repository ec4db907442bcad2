import type { Plan } from '../../plan';
import type { StepOf } from '../../spec';
import { refusal, type Refusal } from '../compile-target';
import { cursorRefusals } from './cannot-cursor';
import type { WarehouseSystem } from './dag';
import { factsOf, landings } from './landing';
import { sourcesOf, systemOf, targetsOf } from './plan-line';
import type { Sources } from './target-line';
import type { AirflowVersion } from './versions';

const warehouses = ['postgresql', 'clickhouse'];

/** Everything that a DAG cannot say of a plan. */
export function refusalsOf(plan: Plan, version: AirflowVersion, sources: Sources): Refusal[] {
  return [
    ...pipelineRefusals(plan, version),
    ...targetsOf(plan).flatMap(({ step }) => targetRefusals(plan, step, sources)),
  ];
}

function pipelineRefusals({ spec }: Plan, version: AirflowVersion): Refusal[] {
  const others = (spec.notify ?? []).filter(({ email }) => !email);
  return [
    ...(spec.sla && !version.sla
      ? [
          refusal(
            'sla',
            `Airflow ${version.id} accepts an SLA and does nothing with it; use timeout, or compile for 2.11`,
            `Airflow ${version.id} принимает SLA и ничего с ним не делает; укажите timeout или версию 2.11`,
          ),
        ]
      : []),
    ...(spec.notify?.some(({ on }) => on === 'sla')
      ? [
          refusal(
            'notify.sla',
            'an SLA notifies nobody by itself; notify on failure',
            'SLA сам никого не оповещает; оповещайте об ошибке',
          ),
        ]
      : []),
    ...(typeof spec.schedule === 'object' && 'event' in spec.schedule && !version.outlets
      ? [
          refusal(
            'schedule.event',
            `Airflow ${version.id} fails runs whose datasets it has not seen yet; compile for 2.11 or 3.3`,
            `Airflow ${version.id} роняет запуски, чьих наборов данных ещё не видел; укажите версию 2.11 или 3.3`,
          ),
        ]
      : []),
    ...others.map(() =>
      refusal('notify', 'a DAG notifies by e-mail; give email', 'DAG оповещает по почте; укажите email'),
    ),
  ];
}

function targetRefusals(plan: Plan, target: StepOf<'target'>, sources: Sources): Refusal[] {
  const system = systemOf(plan, target);
  if (!warehouses.includes(system)) {
    return [
      refusal(
        'target',
        `rows are worked on by the target's SQL, and ${system} has none; write into PostgreSQL or ClickHouse`,
        `строки обрабатывает SQL приёмника, а в ${system} его нет; пишите в PostgreSQL или ClickHouse`,
        target.id,
      ),
    ];
  }
  return sourcesOf(plan, target.id).flatMap(({ step }) => [
    ...cursorRefusals(plan, step, target),
    ...sourceRefusals(plan, step, system as WarehouseSystem, sources),
  ]);
}

function sourceRefusals(
  plan: Plan,
  step: StepOf<'source'>,
  home: WarehouseSystem,
  sources: Sources,
): Refusal[] {
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

function fileRefusals(
  plan: Plan,
  step: StepOf<'source'>,
  home: WarehouseSystem,
  sources: Sources,
): Refusal[] {
  const { format, compression } = factsOf(step, sources.facts?.[step.id]);
  const isKnown = plan.sources[step.id] !== undefined;
  const isReadable = compression === undefined || compression === 'gzip';
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
    ...(landings[home].formats[format]
      ? []
      : [
          refusal(
            `source.${format}`,
            `${home} does not load ${format} files`,
            `${home} не загружает файлы ${format}`,
            step.id,
          ),
        ]),
    ...(isReadable
      ? []
      : [
          refusal(
            `source.${compression}`,
            "Python's own library reads gzip only",
            'стандартная библиотека Python читает только gzip',
            step.id,
          ),
        ]),
  ];
}

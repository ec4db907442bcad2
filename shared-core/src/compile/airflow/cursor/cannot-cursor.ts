import { datasetLineageOf } from '../../../lineage';
import type { Plan } from '../../../plan';
import type { LogicalType } from '../../../schema';
import type { Step, StepOf } from '../../../spec';
import { refusal, type Refusal } from '../../compile-target';
import { cursorField } from './cursor-field';
import type { WarehouseSystem } from '../dag';
import { lineTo, sourcesOf, systemOf } from '../plan-line';
import { keeperOf } from './watermark';

/** What a source with a cursor cannot be loaded into: the rows would be others than those of a whole load. */
export function cursorRefusals(plan: Plan, step: StepOf<'source'>, target: StepOf<'target'>): Refusal[] {
  if (!step.cursor) return [];
  if (systemOf(plan, target) === 'file') {
    return [
      refusal(
        'source.cursor',
        'a file is written whole, and a cursor brings new rows only; drop the cursor, or write into a database',
        'файл пишется целиком, а курсор приносит только новые строки; уберите курсор или пишите в базу данных',
        step.id,
      ),
    ];
  }
  return [
    ...modeRefusals(step, target),
    ...typeRefusals(plan, step, target),
    ...plan.steps
      .filter((planned) => lineTo(plan, target.id).includes(planned.step.id))
      .filter((planned) => lineTo(plan, planned.step.id).includes(step.id))
      .flatMap((planned) => stepRefusals(plan, planned.step, step)),
    ...keeperRefusals(plan, step, target),
  ];
}

function modeRefusals(step: StepOf<'source'>, target: StepOf<'target'>): Refusal[] {
  if (target.mode === 'append' && step.cursor?.lookback !== undefined && !target.keys) {
    return [
      refusal(
        'cursor.lookback',
        `append would take the rows of the lookback once more by every run; give "${target.id}" the keys that tell its rows apart, or use merge`,
        `append брал бы строки из lookback заново при каждом запуске; укажите в «${target.id}» keys, по которым различаются строки, или merge`,
        step.id,
      ),
    ];
  }
  if (target.mode !== 'replace') return [];
  return [
    refusal(
      'source.cursor',
      `a cursor brings new rows only, and replace would leave nothing else in ${target.object}; use merge or append`,
      `курсор приносит только новые строки, и replace не оставит в ${target.object} других; укажите merge или append`,
      step.id,
    ),
  ];
}

/** Kinds whose values every system orders alike; texts are ordered by each database's own collation. */
const ordered: LogicalType['kind'][] = ['integer', 'decimal', 'date', 'timestamp'];
const microseconds = 6;

function typeRefusals(plan: Plan, step: StepOf<'source'>, target: StepOf<'target'>): Refusal[] {
  const field = cursorField(plan, step);
  const name = step.cursor?.field;
  if (!field) {
    return [
      refusal(
        'source.cursor',
        `the type of ${name} is not known; declare it in "schema", or compile where the source can be read`,
        `тип ${name} неизвестен; объявите его в «schema» или компилируйте там, где источник доступен`,
        step.id,
      ),
    ];
  }
  if (!ordered.includes(field.type.kind)) {
    return [
      refusal(
        'source.cursor',
        `${name} is ${field.type.kind}, which systems order in different ways; use a number, a date or a time`,
        `${name} имеет тип ${field.type.kind}, который системы упорядочивают по-разному; нужны число, дата или время`,
        step.id,
      ),
    ];
  }
  const isFine = field.type.kind === 'timestamp' && field.type.precision > microseconds;
  return isFine && systemOf(plan, target) === 'postgresql'
    ? [
        refusal(
          'source.cursor',
          `${name} is finer than the microsecond, which PostgreSQL rounds to`,
          `${name} точнее микросекунды, до которой округляет PostgreSQL`,
          step.id,
        ),
      ]
    : [];
}

const looksAtAll: Partial<Record<Step['kind'], (step: never) => boolean>> = {
  aggregate: () => true,
  window: () => true,
  distinct: () => true,
  sql: () => true,
  union: ({ mode }: StepOf<'union'>) => mode === 'distinct',
  sort: ({ limit, offset }: StepOf<'sort'>) => limit !== undefined || offset !== undefined,
};

/** A step that looks at several rows would see the new ones alone, and give other values than over the whole. */
function stepRefusals(plan: Plan, step: Step, source: StepOf<'source'>): Refusal[] {
  if (step.kind === 'join') return joinRefusals(plan, step, source);
  if (!looksAtAll[step.kind]?.(step as never)) return [];
  return [
    refusal(
      `${step.kind}.cursor`,
      `it looks at rows together, and the cursor of "${source.id}" brings the new ones only; drop the cursor, or load the rows first and work them out in another pipeline`,
      `шаг смотрит на строки вместе, а курсор «${source.id}» приносит только новые; уберите курсор или сначала загрузите строки, а считайте в другом конвейере`,
      step.id,
    ),
  ];
}

/** Sides of a join whose rows stay when the other side has nothing for them. */
const kept: Record<StepOf<'join'>['type'], ('left' | 'right')[]> = {
  inner: ['left', 'right'],
  cross: ['left', 'right'],
  left: ['left'],
  right: ['right'],
  full: [],
};

function joinRefusals(plan: Plan, join: StepOf<'join'>, source: StepOf<'source'>): Refusal[] {
  const sides = (['left', 'right'] as const).filter((side) => lineTo(plan, join[side]).includes(source.id));
  const hasOther = sourcesOf(plan, join.id).some(({ step }) => step.cursor && step.id !== source.id);
  const isWhole = sides.length === 1 && !hasOther && kept[join.type].includes(sides[0] as 'left' | 'right');
  if (isWhole) return [];
  return [
    refusal(
      'join.cursor',
      `rows that the cursor of "${source.id}" leaves out would be missing on its side; give it to one side only, whose rows the join keeps`,
      `на этой стороне не хватит строк, которые пропускает курсор «${source.id}»; он возможен на одной стороне, строки которой соединение сохраняет`,
      join.id,
    ),
  ];
}

/** Where the target itself tells how far the source was read, it has to have the cursor as the source has it. */
function keeperRefusals(plan: Plan, step: StepOf<'source'>, target: StepOf<'target'>): Refusal[] {
  const system = systemOf(plan, target) as WarehouseSystem;
  if (keeperOf(system, target.mode) === 'table') return [];
  const arrives = datasetLineageOf(plan).some(
    ({ from, to, kind, transformation }) =>
      kind === 'direct' &&
      transformation === 'identity' &&
      from.connection === step.connection &&
      from.dataset === step.object &&
      from.field === step.cursor?.field &&
      to.connection === target.connection &&
      to.dataset === target.object &&
      to.field === step.cursor?.field,
  );
  if (arrives && sourcesOf(plan, target.id).filter((one) => one.step.cursor).length === 1) return [];
  return [
    refusal(
      'append.cursor',
      `ClickHouse keeps no watermark together with appended rows, so ${target.object} has to hold ${step.cursor?.field} of this one source, unchanged; or use merge`,
      `ClickHouse не хранит отметку вместе с добавленными строками, поэтому в ${target.object} должно быть поле ${step.cursor?.field} одного этого источника без изменений; или укажите merge`,
      target.id,
    ),
  ];
}

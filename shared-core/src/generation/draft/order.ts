import type { ReadSentence } from '../grammar/parse';
import type { By, Measure } from '../grammar/slots';
import { quoted } from '../grammar/all-readers';
import type { Attached } from './attach';
import type { Making } from './condition-sql';
import { isMeasure, measureOf, type DraftMeasure } from './grouping';
import { columnsOfConcepts, pickColumn, timesOf } from './pick-column';
import { slotsOf } from './settings';

type Direction = 'asc' | 'desc';

/** The order of the rows, and how many of them stay. */
export interface Order {
  limit?: number;
  /** What is ranked, where it is not the rows themselves: "top 10 cities". */
  entity?: By;
  /** Measures that the ranking needs. */
  measures: DraftMeasure[];
  /** Terms in SQL, of rows or of groups. */
  terms(measures?: readonly DraftMeasure[], outputs?: readonly string[]): string[];
  /** True when the ranking has taken these keys for itself. */
  uses(keys: readonly By[]): boolean;
}

interface Key {
  column?: string;
  measure?: DraftMeasure;
  direction: Direction;
}

/** Reads sorting, tops and limits. */
export function orderOf(read: ReadSentence, attached: Attached, making: Making): Order {
  const [top] = slotsOf(read, 'limit');
  const entity = top?.ranked ? entityOf(top.entity, making) : undefined;
  const keys = [
    ...sortKeys(read, making),
    ...(top?.ranked ? rankKeys(top, entity, read, attached, making) : []),
  ];
  const turn = slotsOf(read, 'direction').at(-1)?.direction;
  if (turn && keys.length > 0 && !top) keys.at(-1)!.direction = turn;
  if (top) making.interview.explain(top.phrase, making.interview.say.limit({ limit: top.limit }), 0.95);
  return {
    ...(top ? { limit: top.limit } : {}),
    ...(entity ? { entity } : {}),
    measures: keys.flatMap(({ measure }) => measure ?? []),
    terms: (measures, outputs) => terms(keys, turn, measures, outputs),
    uses: () => false,
  };
}

/** The rows themselves are no entity of their own; those of a dataset that was joined to them are. */
function entityOf(entity: By | undefined, making: Making): By | undefined {
  if (!entity || !('dataset' in entity)) return entity;
  const [first] = making.columns.all;
  return first &&
    first.dataset !== entity.dataset &&
    making.columns.all.some(({ dataset }) => dataset === entity.dataset)
    ? entity
    : undefined;
}

function sortKeys(read: ReadSentence, making: Making): Key[] {
  const columns = slotsOf(read, 'sort').flatMap(({ keys, phrase }) =>
    keys.flatMap(({ mention, direction }): Key[] => {
      const choice = pickColumn(mention, [], making.columns, making.interview, making.salient);
      if (!choice) return [];
      const column = making.columns.nameOf(choice.column);
      making.interview.explain(
        phrase,
        making.interview.say.sorted({ by: `${column} ${direction}` }),
        choice.confidence,
        choice.runnerUp,
      );
      return [{ column, direction }];
    }),
  );
  const measures = slotsOf(read, 'sortmeasure').flatMap(({ measure, direction }): Key[] => {
    const made = measureOf(measure, making);
    return made ? [{ measure: made, direction }] : [];
  });
  return [...columns, ...measures];
}

function rankKeys(
  top: ReturnType<typeof slotsOf<'limit'>>[number],
  entity: By | undefined,
  read: ReadSentence,
  attached: Attached,
  making: Making,
): Key[] {
  const { direction } = top;
  const rank: Measure | undefined =
    top.rank ?? (attached.rank[0] ? { of: attached.rank[0], phrase: attached.rank[0].phrase } : undefined);
  if (rank && (entity || rank.function)) {
    const measure = measureOf(rank, making);
    return measure ? [{ measure, direction }] : [];
  }
  const candidates = rank?.of?.candidates ?? (top.concepts ? ranked(top.concepts, making) : []);
  if (candidates.length > 0) {
    const choice = pickColumn(
      { phrase: rank?.of?.phrase ?? top.phrase, candidates },
      ['number', 'time', 'interval'],
      making.columns,
      making.interview,
      making.salient,
    );
    return choice ? [{ column: making.columns.nameOf(choice.column), direction }] : [];
  }
  if (slotsOf(read, 'measures').length > 0 || slotsOf(read, 'sort').length > 0) return [{ direction }];
  return askedRank(top.phrase, direction, making);
}

const ranked = (concepts: readonly string[], making: Making) =>
  concepts[0] === '@time'
    ? timesOf(making.columns).map((column) => ({ column, score: 0.8 }))
    : columnsOfConcepts(concepts, ['number', 'interval'], making.columns);

function askedRank(
  phrase: ReadSentence['hits'][number]['phrase'],
  direction: Direction,
  making: Making,
): Key[] {
  const options = making.columns.all
    .filter(isMeasure)
    .map((column) => ({ value: making.columns.nameOf(column), label: making.columns.nameOf(column) }));
  const { value, answered } = making.interview.ask(
    'rank',
    phrase,
    making.interview.say.askRank({ phrase: phrase.text }),
    options,
  );
  return value && answered ? [{ column: value, direction }] : [];
}

/** After a grouping only its fields are left: a column becomes the measure over it. */
function terms(
  keys: readonly Key[],
  turn: Direction | undefined,
  measures: readonly DraftMeasure[] | undefined,
  outputs: readonly string[] | undefined,
): string[] {
  const written = keys.flatMap(({ column, measure, direction }) => {
    const name = measure
      ? (measures?.find(({ expression }) => expression === measure.expression)?.name ?? measure.name)
      : column === undefined
        ? measures?.[0]?.name
        : outputs && !outputs.includes(column)
          ? measures?.find(({ of }) => of === column)?.name
          : column;
    return name ? [`${quoted(name)} ${direction}`] : [];
  });
  if (written.length === 0 && turn && measures?.[0]) return [`${quoted(measures[0].name)} ${turn}`];
  return [...new Set(written)];
}

import { plainName } from '../grammar/readers';
import { quoted } from '../grammar/all-readers';
import type { Aggregate, By, Grain, Measure, Mention, Phrase } from '../grammar/slots';
import { isKeyLike, sortOf, type SceneColumn } from '../columns/scene';
import {
  columnsOfConcepts,
  conceptsOf,
  isAdditive,
  measuresOf,
  pickColumn,
  timesOf,
  type Choice,
} from './pick-column';
import type { Making } from './condition-sql';

/** A measure of the draft: its name in the output and its expression. */
export interface DraftMeasure {
  name: string;
  expression: string;
  /** Output name of the column that it is over. */
  of?: string;
}

/** A key to group by; a grain of time needs a derived field first. */
export interface DraftKey {
  name: string;
  derive?: string;
}

const naming: Record<Aggregate, (of: string) => string> = {
  sum: (of) => `total_${of}`,
  avg: (of) => `average_${of}`,
  min: (of) => `min_${of}`,
  max: (of) => `max_${of}`,
  median: (of) => `median_${of}`,
  count: (of) => `${of}_count`,
  'count-distinct': (of) => `unique_${of}`,
};

const spelling: Record<Aggregate, (of: string) => string> = {
  sum: (of) => `sum(${of})`,
  avg: (of) => `avg(${of})`,
  min: (of) => `min(${of})`,
  max: (of) => `max(${of})`,
  median: (of) => `percentile_cont(0.5) within group (order by ${of})`,
  count: (of) => `count(${of})`,
  'count-distinct': (of) => `count(distinct ${of})`,
};

/** A measure as an expression; asks for its field or function where the words leave them open. */
export function measureOf(measure: Measure, making: Making): DraftMeasure | undefined {
  if (measure.function === 'count' && !measure.of) return { name: 'row_count', expression: 'count(*)' };
  const choice = fieldOf(measure, making);
  if (!choice) return undefined;
  const chosen = measure.function ?? functionFor(choice, measure.phrase, making);
  const name = making.columns.nameOf(choice.column);
  const made = {
    name: naming[chosen](plainName(name)),
    expression: spelling[chosen](quoted(name)),
    of: name,
  };
  making.interview.explain(
    measure.phrase,
    making.interview.say.aggregate({ measure: made.expression }),
    choice.confidence,
    choice.runnerUp,
  );
  return made;
}

function fieldOf(measure: Measure, making: Making): Choice | undefined {
  const numbers =
    measure.function === 'count-distinct'
      ? []
      : measure.function === 'min' || measure.function === 'max'
        ? (['number', 'time', 'interval'] as const)
        : (['number', 'interval'] as const);
  if (measure.of)
    return pickColumn(measure.of, [...numbers], making.columns, making.interview, making.salient);
  if (measure.function === 'count-distinct') return keyOf(measure, making);
  return onlyMeasure(measure, making);
}

function keyOf(measure: Measure, making: Making): Choice | undefined {
  const keys = making.columns.all.filter((column) => /^id$|_id$|Id$/.test(column.name));
  const candidates = keys.slice(0, 1).map((column) => ({ column, score: 0.7 }));
  return pickColumn({ phrase: measure.phrase, candidates }, [], making.columns, making.interview);
}

/**
 * "with the sum": of what? The one measure there is, a field called the amount, the one measure that the sentence
 * speaks of elsewhere; else a question.
 */
function onlyMeasure(measure: Measure, making: Making): Choice | undefined {
  const { columns, interview, salient } = making;
  const all = measuresOf(columns);
  const preferred = measure.function === 'sum' ? all.filter((column) => isAdditive(column) !== false) : all;
  const candidates = preferred.length > 0 ? preferred : all;
  const spoken = candidates.filter((column) => salient.has(columns.nameOf(column)));
  const amounts = candidates.filter((column) => conceptsOf(column).has('amount'));
  const one = [candidates, amounts, spoken].find((list) => list.length === 1)?.[0];
  const other = candidates.find((column) => column !== one);
  if (one)
    return {
      column: one,
      confidence: candidates.length === 1 ? 0.85 : 0.7,
      ...(other ? { runnerUp: columns.nameOf(other) } : {}),
    };
  const ordered = [...spoken, ...candidates.filter((column) => !spoken.includes(column))];
  const options = ordered.map((column) => ({ value: columns.nameOf(column), label: columns.nameOf(column) }));
  const open = columns.all.length === 0;
  const { value, answered } = interview.ask(
    'measure',
    measure.phrase,
    interview.say.askMeasure({ phrase: measure.phrase.text }),
    options,
    open,
  );
  const column = ordered.find((each) => columns.nameOf(each) === value);
  return column && { column, confidence: answered ? 1 : 0.5 };
}

/** "revenue by store": sums add up; what does not add up is a question. */
function functionFor(choice: Choice, phrase: Phrase, making: Making): Aggregate {
  const additive = isAdditive(choice.column);
  const { interview } = making;
  if (additive) {
    interview.explain(
      phrase,
      `sum(${making.columns.nameOf(choice.column)})`,
      0.75,
      `avg(${making.columns.nameOf(choice.column)})`,
    );
    return 'sum';
  }
  const options = (['avg', 'sum', 'max', 'min'] as const).map((value) => ({
    value,
    label: `${value}(${making.columns.nameOf(choice.column)})`,
  }));
  const { value } = interview.ask(
    'function',
    phrase,
    interview.say.askFunction({ phrase: phrase.text }),
    options,
  );
  return (value as Aggregate | undefined) ?? 'avg';
}

/** Keys of "by": columns, grains of time, or the key of a dataset that was named. */
export function keysOf(keys: readonly By[], making: Making): DraftKey[] {
  return keys.flatMap((key) => {
    if ('grain' in key) return grainKey(key.grain, key.of, key.phrase, making) ?? [];
    const mention = 'mention' in key ? key.mention : datasetMention(key, making);
    const choice = mention && pickColumn(mention, [], making.columns, making.interview, making.salient);
    if (!choice) return [];
    making.interview.explain(
      mention.phrase,
      making.interview.say.by({ keys: making.columns.nameOf(choice.column) }),
      choice.confidence,
      choice.runnerUp,
    );
    return [{ name: making.columns.nameOf(choice.column) }];
  });
}

function datasetMention(key: Extract<By, { dataset: unknown }>, making: Making): Mention {
  const concepts = [
    ...new Set(key.dataset.identifiers.flatMap(({ parts }) => parts.flatMap((part) => [...part.concepts]))),
  ];
  const named = columnsOfConcepts(concepts, ['text', 'number', 'other'], making.columns);
  const own = making.columns.all
    .filter((column) => column.dataset === key.dataset && /^(id|name|title)$/i.test(column.name))
    .map((column) => ({ column, score: 0.6 }));
  return { phrase: key.phrase, candidates: named.length > 0 ? named : own };
}

/** Grains that come round again are parts of a time, not stretches of it. */
const partsOfTime: Partial<Record<Grain, string>> = { weekday: 'isodow', 'hour-of-day': 'hour' };

function grainKey(
  grain: Grain,
  of: Mention | undefined,
  phrase: Phrase,
  making: Making,
): DraftKey | undefined {
  const times = timesOf(making.columns);
  const mention: Mention = of ?? { phrase, candidates: times.map((column) => ({ column, score: 0.8 })) };
  const choice = pickColumn(mention, ['time'], making.columns, making.interview, making.salient);
  if (!choice) return undefined;
  const source = making.columns.nameOf(choice.column);
  const taken = making.columns.all.some((column) => making.columns.nameOf(column) === grain);
  const part = partsOfTime[grain];
  const name = plainName(grain);
  const key = {
    name: taken ? `${name}_of_${plainName(source)}` : name,
    derive: part ? `extract(${part} from ${quoted(source)})` : `date_trunc('${grain}', ${quoted(source)})`,
  };
  making.interview.explain(
    phrase,
    making.interview.say.by({ keys: key.derive }),
    choice.confidence,
    choice.runnerUp,
  );
  return key;
}

/** True for a column whose values may be added, averaged or compared. */
export const isMeasure = (column: SceneColumn): boolean =>
  (sortOf(column) === 'number' || sortOf(column) === 'interval') && !isKeyLike(column);

/** Keys, measures and what the fields are called after it. */
export interface Grouped {
  keys: DraftKey[];
  measures: DraftMeasure[];
  /** Field names after the grouping. */
  outputs: string[];
}

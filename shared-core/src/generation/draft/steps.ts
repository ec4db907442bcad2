import type { PipelineSpecInput } from '../../spec';
import type { ReadSentence } from '../grammar/parse';
import type { By, Mention } from '../grammar/slots';
import { quoted } from '../grammar/all-readers';
import { attachKeys, type Attached } from './attach';
import { Chain } from './chain';
import { addFields, unique, withoutOf } from './choose-fields';
import type { Making } from './condition-sql';
import { allOf, filtersOf, type Filters } from './filters';
import { isMeasure, keysOf, measureOf, type DraftMeasure, type Grouped } from './grouping';
import type { Interview } from './interview';
import type { Gathered } from './joining';
import { masksOf, qualityOf } from './care';
import { orderOf, type Order } from './order';
import { pickColumn, timesOf, type Columns } from './pick-column';
import type { SceneColumn } from '../columns/scene';
import { slotsOf } from './settings';
import type { Sources } from './sources';

type StepInput = PipelineSpecInput['steps'][number];

/** Steps from the sources to just before the target. */
export interface Shaped {
  steps: StepInput[];
  last: string;
  columns: Columns;
  /** Names of the grouping keys. */
  keys: string[];
  mergeKeys: Mention[];
}

/** Turns what was read into steps: sources, together, clean, filter, distinct, group, order, fields, masks. */
export function shapeSteps(
  read: ReadSentence,
  sources: Sources,
  gathered: Gathered,
  interview: Interview,
): Shaped {
  const attached = attachKeys(read.hits);
  const making: Making = {
    columns: gathered.columns,
    interview,
    salient: salientNames(read, gathered.columns),
  };
  const chain = new Chain();
  addSources(chain, read, sources, gathered, attached, making);
  const checks = qualityOf(read, making);
  if (checks.length > 0) chain.add('checked', { kind: 'quality', checks });
  const filters = filtersOf(read, making);
  const without = withoutOf(read, making);
  const where = [...filters.where, ...without.where];
  if (where.length > 0) chain.add('filtered', { kind: 'filter', where: allOf(where) });
  addDerived(chain, read);
  addDistinct(chain, read, attached, making);
  const order = orderOf(read, attached, making);
  const grouped = groupOf(read, attached, filters, order, making, interview);
  if (grouped) addGroup(chain, grouped, filters);
  else if (filters.having.length > 0) askHavingGroup(read, interview);
  addOrder(chain, order, grouped);
  addFields(chain, read, grouped, making, sources, without);
  const masks = masksOf(read, making, grouped?.outputs);
  if (masks) chain.add('masked', { kind: 'mask', fields: masks });
  return {
    steps: chain.steps,
    last: chain.last,
    columns: gathered.columns,
    keys: grouped?.keys.map(({ name }) => name) ?? [],
    mergeKeys: attached.merge,
  };
}

/** Columns that the sentence surely speaks of; they decide between equals. */
function salientNames(read: ReadSentence, columns: Columns): Set<string> {
  const mentions = read.hits.flatMap(({ slot }) =>
    slot.slot === 'condition' && slot.subject.kind === 'mention'
      ? [slot.subject.mention]
      : slot.slot === 'column'
        ? [slot.mention]
        : [],
  );
  return new Set(
    mentions
      .filter(({ candidates }) => (candidates[0]?.score ?? 0) > 0.8)
      .map(({ candidates }) => columns.nameOf(candidates[0]!.column)),
  );
}

function addSources(
  chain: Chain,
  read: ReadSentence,
  sources: Sources,
  gathered: Gathered,
  attached: Attached,
  making: Making,
): void {
  const cursor = cursorOf(read, attached, making);
  for (const dataset of sources.datasets)
    chain.add(gathered.ids.get(dataset)!, {
      kind: 'source',
      connection: dataset.connection,
      object: dataset.object,
      ...(cursor && dataset === sources.datasets[0] ? { cursor: { field: cursor } } : {}),
    });
  const [left, right] = sources.datasets.map((dataset) => gathered.ids.get(dataset)!);
  const { combine } = gathered;
  if (combine?.kind === 'union')
    chain.add('united', {
      kind: 'union',
      inputs: sources.datasets.map((dataset) => gathered.ids.get(dataset)!),
      ...(combine.mode === 'distinct' ? { mode: 'distinct' } : {}),
    });
  if (combine?.kind === 'join')
    chain.add('joined', {
      kind: 'join',
      left,
      right,
      type: combine.type,
      ...(combine.on ? { on: combine.on } : {}),
    });
}

/** "only new rows": by the field that was said, else the one time field, else a question. */
function cursorOf(read: ReadSentence, attached: Attached, making: Making): string | undefined {
  const [slot] = slotsOf(read, 'incremental');
  if (!slot) return undefined;
  const said = slot.mention ?? attached.cursor[0];
  const times = making.columns.all.filter(
    ({ field }) => field?.type.kind === 'timestamp' || field?.type.kind === 'date',
  );
  const choice = said
    ? pickColumn(said, ['time', 'number'], making.columns, making.interview)
    : times.length === 1
      ? { column: times[0]!, confidence: 0.8 }
      : askCursor(
          times.map((column) => making.columns.nameOf(column)),
          making,
        );
  if (!choice) return undefined;
  const name = typeof choice === 'string' ? choice : making.columns.nameOf(choice.column);
  making.interview.explain(
    slot.phrase,
    making.interview.say.cursor({ field: name }),
    typeof choice === 'string' ? 0.6 : choice.confidence,
  );
  return name;
}

function askCursor(names: readonly string[], { interview }: Making): string | undefined {
  return interview.ask(
    'cursor',
    { text: '', start: 0, end: 0 },
    interview.say.askCursor,
    names.map((value) => ({ value, label: value })),
    true,
  ).value;
}

function addDerived(chain: Chain, read: ReadSentence): void {
  const derived = slotsOf(read, 'derive');
  if (derived.length > 0)
    chain.add('computed', {
      kind: 'derive',
      fields: Object.fromEntries(derived.map(({ name, expression }) => [name, expression])),
    });
}

function addDistinct(chain: Chain, read: ReadSentence, attached: Attached, making: Making): void {
  const [slot] = slotsOf(read, 'distinct');
  if (!slot) return;
  const mentions = slot.mentions.length > 0 ? slot.mentions : attached.distinct;
  const by = mentions
    .flatMap((mention) => pickColumn(mention, [], making.columns, making.interview) ?? [])
    .map(({ column }) => making.columns.nameOf(column));
  making.interview.explain(slot.phrase, making.interview.say.distinct({ by: by.join(', ') || '*' }), 0.95);
  const times = timesOf(making.columns);
  const time = slot.keep && orderingTime(slot.phrase, times, making);
  chain.add('distinct', {
    kind: 'distinct',
    ...(by.length > 0 ? { by } : {}),
    ...(time ? { orderBy: [`${quoted(time)} ${slot.keep === 'last' ? 'desc' : 'asc'}`] } : {}),
  });
}

/** "the latest order of each customer": by the one time field, else by the answer. */
function orderingTime(
  phrase: Mention['phrase'],
  times: readonly SceneColumn[],
  making: Making,
): string | undefined {
  const choice = pickColumn(
    { phrase, candidates: times.map((column) => ({ column, score: 0.8 })) },
    ['time'],
    making.columns,
    making.interview,
  );
  return choice && making.columns.nameOf(choice.column);
}

/** Groups and what is computed for each. */
function groupOf(
  read: ReadSentence,
  attached: Attached,
  filters: Filters,
  order: Order,
  making: Making,
  interview: Interview,
): Grouped | undefined {
  const said = slotsOf(read, 'measures').flatMap(({ measures }) => measures);
  const bare = slotsOf(read, 'column').map(({ mention }) => mention);
  const freeKeys = attached.free.filter(({ keys }) => keys.length > 0 && !order.uses(keys));
  const grouping: By[] = [
    ...attached.group,
    ...(order.entity ? [order.entity] : []),
    ...freeKeys.flatMap(({ keys }) => keys),
  ];
  const asked = said.length > 0 || filters.having.length > 0 || grouping.length > 0;
  if (!asked) return undefined;
  const entities =
    grouping.length === 0
      ? bare.filter((mention) => !numeric(mention)).map((mention): By => ({ mention }))
      : [];
  const keys = unique(
    keysOf([...grouping, ...(filters.having.length > 0 || said.length > 0 ? entities : [])], making),
    ({ name }) => name,
  );
  const implied =
    said.length === 0 || bare.some(numeric)
      ? bare.filter(numeric).map((of) => ({ of, phrase: of.phrase }))
      : [];
  const measures = unique(
    [
      ...[...said, ...implied].flatMap((measure) => measureOf(measure, making) ?? []),
      ...filters.measures,
      ...order.measures,
    ],
    ({ expression }) => expression,
  );
  const pending = interview.questions.some(({ id }) => /^(measure|function):/.test(id));
  const complete =
    measures.length > 0 || pending
      ? measures
      : [askedMeasure(freeKeys[0]?.phrase ?? attachedPhrase(grouping), making)];
  if (keys.length === 0 && complete.length === 0) return undefined;
  return {
    keys,
    measures: complete,
    outputs: [...keys.map(({ name }) => name), ...complete.map(({ name }) => name)],
  };
}

const attachedPhrase = (keys: readonly By[]) => {
  const [key] = keys;
  return key && 'mention' in key ? key.mention.phrase : (key?.phrase ?? { text: '', start: 0, end: 0 });
};

const numeric = (mention: Mention): boolean => isMeasure(mention.candidates[0]!.column);

/** Groups without a measure: counting is the first option, not a silent choice. */
function askedMeasure(phrase: Mention['phrase'], making: Making): DraftMeasure {
  const { interview, columns } = making;
  const options = [
    { value: 'count', label: interview.say.allRows },
    ...columns.all
      .filter((column) => isMeasure(column))
      .map((column) => ({ value: columns.nameOf(column), label: `sum(${columns.nameOf(column)})` })),
  ];
  const { value } = interview.ask(
    'measure',
    phrase,
    interview.say.askGroupMeasure({ phrase: phrase.text }),
    options,
  );
  if (!value || value === 'count') return { name: 'row_count', expression: 'count(*)' };
  return { name: `total_${value.toLowerCase()}`, expression: `sum(${quoted(value)})`, of: value };
}

function askHavingGroup(read: ReadSentence, interview: Interview): void {
  const phrase = slotsOf(read, 'condition').find(({ subject }) => subject.kind === 'measure')?.phrase;
  if (phrase) interview.ask('group', phrase, interview.say.askGroup({ phrase: phrase.text }), [], true);
}

function addGroup(chain: Chain, grouped: Grouped, filters: Filters): void {
  const derived = grouped.keys.filter(({ derive }) => derive);
  if (derived.length > 0)
    chain.add('dated', {
      kind: 'derive',
      fields: Object.fromEntries(derived.map(({ name, derive }) => [name, derive])),
    });
  chain.add('grouped', {
    kind: 'aggregate',
    by: grouped.keys.map(({ name }) => name),
    measures: Object.fromEntries(grouped.measures.map(({ name, expression }) => [name, expression])),
    ...(filters.having.length > 0 ? { having: allOf(filters.having) } : {}),
  });
}

function addOrder(chain: Chain, order: Order, grouped: Grouped | undefined): void {
  const terms = order.terms(grouped?.measures, grouped?.outputs);
  if (terms.length === 0 && order.limit === undefined) return;
  chain.add(order.limit === undefined ? 'sorted' : 'top', {
    kind: 'sort',
    by: terms,
    ...(order.limit === undefined ? {} : { limit: order.limit }),
  });
}

import { conceptOf } from '../lexicon/concept-index';
import { units } from '../lexicon/units';
import { sortOf, type SceneColumn, type Sort } from '../columns/scene';
import type { Comparison, Period, Phrase, Quantity, Subject, Test } from '../grammar/slots';
import {
  askUnknown,
  columnsOfConcepts,
  conceptsOf,
  dimensionsOf,
  measuresOf,
  pickColumn,
  timesOf,
  type Choice,
  type Columns,
} from './pick-column';
import { quoted } from '../grammar/all-readers';
import type { Interview } from './interview';

/** What a condition needs to become SQL. */
export interface Making {
  columns: Columns;
  interview: Interview;
  /** Output names of the columns that the sentence speaks of elsewhere. */
  salient: ReadonlySet<string>;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const flipped: Record<Comparison, Comparison> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const wanted: Record<Test['kind'], Sort[]> = {
  compare: ['number', 'interval', 'time'],
  between: ['number', 'interval', 'time'],
  in: ['text', 'boolean', 'number', 'other'],
  like: ['text'],
  null: [],
  true: ['boolean'],
  period: ['time', 'text'],
};

/** A condition over rows as SQL, or nothing where its column is not known yet. */
export function conditionSql(
  subject: Exclude<Subject, { kind: 'measure' }>,
  test: Test,
  phrase: Phrase,
  making: Making,
): string | undefined {
  const choice = subjectColumn(subject, test, phrase, making);
  if (!choice) return undefined;
  const name = quoted(making.columns.nameOf(choice.column));
  const made = testSql(name, choice, test, phrase, making);
  making.interview.explain(
    phrase,
    making.interview.say.filter({ where: made }),
    choice.confidence * sureOfValue(choice.column, test),
    choice.runnerUp,
  );
  return made;
}

/** How a value is spelled in the data is a guess for declined words and translated places, until values are known. */
function sureOfValue(column: SceneColumn, test: Test): number {
  if (test.kind !== 'in' || column.values.length > 0) return 1;
  return test.values.some(({ text: value, concept }) => concept !== undefined || /^[а-яё]+$/.test(value))
    ? 0.7
    : 1;
}

function subjectColumn(
  subject: Exclude<Subject, { kind: 'measure' }>,
  test: Test,
  phrase: Phrase,
  making: Making,
): Choice | undefined {
  const { columns, interview, salient } = making;
  const sorts =
    test.kind === 'in' && test.values.every(({ number }) => number)
      ? (['number', 'text'] as Sort[])
      : wanted[test.kind];
  switch (subject.kind) {
    case 'mention':
      return pickColumn(subject.mention, sorts, columns, interview, salient);
    case 'concepts':
      return ofConcepts(subject.concepts, sorts, test, subject.phrase, making);
    case 'dataset':
    case 'unit':
      return ofDataset(test, subject.phrase, making);
    case 'text':
      return ofText(subject.phrase, making);
    case 'time':
      return ofTime(phrase, making);
    case 'unknown':
      return askUnknown(
        subject.phrase,
        sorts.filter((sort) => sort !== 'time'),
        columns,
        interview,
      );
  }
}

/** "longer than 50 km": of the notions that "long" can be, the one measured in length. */
function ofConcepts(
  concepts: readonly string[],
  sorts: Sort[],
  test: Test,
  phrase: Phrase,
  making: Making,
): Choice | undefined {
  const dimension = test.kind === 'compare' ? test.quantity.dimension : undefined;
  const candidates = columnsOfConcepts(concepts, sorts, making.columns);
  const inDimension = dimension
    ? candidates.filter(({ column }) => dimensionsOf(column).includes(dimension))
    : candidates;
  const age =
    dimension === 'years' || concepts.includes('age')
      ? candidates.filter(({ column }) =>
          ['age', 'born', 'birthday'].some((concept) => conceptsOf(column).has(concept)),
        )
      : [];
  const fitting = age.length > 0 ? age : inDimension;
  return fitting.length > 0
    ? pickColumn({ phrase, candidates: fitting }, sorts, making.columns, making.interview, making.salient)
    : askUnknown(
        phrase,
        sorts.filter((sort) => sort !== 'time'),
        making.columns,
        making.interview,
      );
}

/** "payments over $500": the measure of the rows, where there is one that fits the unit. */
function ofDataset(test: Test, phrase: Phrase, making: Making): Choice | undefined {
  const measures = measuresOf(making.columns);
  const dimension = test.kind === 'compare' ? test.quantity.dimension : undefined;
  const fitting = dimension
    ? measures.filter((column) => dimensionsOf(column).includes(dimension))
    : measures.filter((column) => conceptsOf(column).has('amount') || measures.length === 1);
  const candidates = (fitting.length > 0 ? fitting : measures).map((column) => ({ column, score: 0.7 }));
  return candidates.length > 0
    ? pickColumn(
        { phrase, candidates },
        ['number', 'interval'],
        making.columns,
        making.interview,
        making.salient,
      )
    : undefined;
}

function ofText(phrase: Phrase, making: Making): Choice | undefined {
  const texts = making.columns.all.filter((column) => sortOf(column) === 'text');
  const score = texts.length === 1 ? 0.65 : 0.5;
  return pickColumn(
    { phrase, candidates: texts.map((column) => ({ column, score })) },
    ['text'],
    making.columns,
    making.interview,
    making.salient,
  );
}

const usualTimes = ['created', 'date', 'flightDate', 'paid', 'measured', 'started', 'opened', 'registered'];

function ofTime(phrase: Phrase, making: Making): Choice | undefined {
  const times = timesOf(making.columns);
  if (times.length === 1) return { column: times[0]!, confidence: 0.85 };
  if (times.length === 0) return askUnknown(phrase, ['time', 'text'], making.columns, making.interview);
  const ranked = [...times].sort((left, right) => usual(left) - usual(right));
  const options = ranked.map((column) => ({
    value: making.columns.nameOf(column),
    label: making.columns.nameOf(column),
  }));
  const { value, answered } = making.interview.ask(
    'time',
    phrase,
    making.interview.say.askTime({ phrase: phrase.text }),
    options,
  );
  const column = ranked.find((each) => making.columns.nameOf(each) === value);
  return column && { column, confidence: answered ? 1 : 0.5 };
}

function usual(column: SceneColumn): number {
  const rank = usualTimes.findIndex((concept) => conceptsOf(column).has(concept));
  return rank < 0 ? usualTimes.length : rank;
}

function testSql(name: string, choice: Choice, test: Test, phrase: Phrase, making: Making): string {
  switch (test.kind) {
    case 'compare':
      return comparedSql(name, test.operator, test.quantity, choice, phrase, making);
    case 'between':
      return `${name} between ${amount(test.low, choice, phrase, making)} and ${amount(test.high, choice, phrase, making)}`;
    case 'in':
      return inSql(name, choice.column, test);
    case 'like':
      return `${name} ${test.negated ? 'not ' : ''}like ${text(pattern(test.value, test.where))}`;
    case 'null':
      return `${name} is ${test.negated ? 'not ' : ''}null`;
    case 'true':
      return `${test.negated ? 'not ' : ''}${name}`;
    case 'period':
      return periodSql(name, test);
  }
}

const pattern = (value: string, where: 'start' | 'end' | 'inside'): string => {
  const plain = value.replace(/[\\%_]/g, '\\$&');
  return where === 'start' ? `${plain}%` : where === 'end' ? `%${plain}` : `%${plain}%`;
};

/** "older than 30" of a birth date is a date before. */
function comparedSql(
  name: string,
  operator: Comparison,
  quantity: Quantity,
  choice: Choice,
  phrase: Phrase,
  making: Making,
): string {
  if (sortOf(choice.column) !== 'time')
    return `${name} ${operator} ${amount(quantity, choice, phrase, making)}`;
  const unit = units.find(({ id }) => id === quantity.unit);
  const span = unit && (unit.dimension === 'time' || unit.dimension === 'years') ? unit.id : 'year';
  return `${name} ${flipped[operator]} current_date - interval '${quantity.value} ${span}s'`;
}

/** Notions that are nearly always kept in one unit, where the name does not say. */
const usualUnits: Record<string, string> = {
  delay: 'minute',
  hours: 'hour',
  age: 'year',
  latency: 'millisecond',
};

/** A quantity in the unit of its column; a unit that the name does not tell is an explained assumption. */
function amount(quantity: Quantity, choice: Choice, phrase: Phrase, making: Making): string {
  const said = units.find(({ id }) => id === quantity.unit);
  if (!said || said.dimension === 'money' || said.dimension === 'percent') return number(quantity.value);
  if (sortOf(choice.column) === 'interval') return `interval '${number(quantity.value)} ${said.id}s'`;
  const named = choice.column.identifiers.map((identifier) => identifier.unit).find(Boolean);
  const usualUnit = [...conceptsOf(choice.column)].map((concept) => usualUnits[concept]).find(Boolean);
  const own = units.find(({ id }) => id === (named ?? usualUnit));
  const name = making.columns.nameOf(choice.column);
  if (!own || own.dimension !== said.dimension || own.id === said.id) {
    if (!named && conceptOf([...conceptsOf(choice.column)][0] ?? '')?.dimension !== 'years')
      making.interview.explain(
        phrase,
        making.interview.say.unitAssumed({ column: name, unit: said.id }),
        0.75,
      );
    return number(quantity.value);
  }
  making.interview.explain(
    phrase,
    making.interview.say.unitConverted({ column: name, unit: own.id }),
    named ? 0.95 : 0.7,
  );
  return number((quantity.value * said.factor) / own.factor);
}

const number = (value: number): string => {
  const rounded = Number(value.toPrecision(12));
  return Math.abs(rounded) >= 1e15 || Number.isInteger(rounded)
    ? rounded.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 0 })
    : String(rounded);
};

const yes = /^(true|yes|да|истина|1)$/i;
const no = /^(false|no|нет|ложь|0)$/i;

function inSql(name: string, column: SceneColumn, test: Extract<Test, { kind: 'in' }>): string {
  const [first] = test.values;
  if (
    sortOf(column) === 'boolean' &&
    test.values.length === 1 &&
    (yes.test(first!.text) || no.test(first!.text))
  )
    return yes.test(first!.text) === test.negated ? `not ${name}` : name;
  const written = test.values.map((value) =>
    value.number && sortOf(column) !== 'text' ? value.text : text(asStored(value.text, column)),
  );
  if (written.length === 1) return `${name} ${test.negated ? '<>' : '='} ${written[0]}`;
  return `${name} ${test.negated ? 'not in' : 'in'} (${written.join(', ')})`;
}

/** As the data has it, where some of its values are known. */
const asStored = (value: string, column: SceneColumn): string =>
  column.values.find((known) => known.toLowerCase() === value.toLowerCase()) ?? value;

function periodSql(name: string, test: Extract<Test, { kind: 'period' }>): string {
  const { period, operator } = test;
  switch (operator) {
    case '>=':
      return `${name} >= ${period.start}`;
    case '>':
      return `${name} >= ${period.end}`;
    case '<':
      return `${name} < ${period.start}`;
    case '<=':
      return `${name} < ${period.end}`;
    default:
      return test.also ? `(${within(name, period)} or ${within(name, test.also)})` : within(name, period);
  }
}

const within = (name: string, period: Period): string =>
  [period.from && `${name} >= ${period.from}`, period.to && `${name} < ${period.to}`]
    .filter(Boolean)
    .join(' and ');

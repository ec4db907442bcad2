import { isAiEtlError } from '../../../errors';
import type { Expression } from '../../ast';
import { asCondition, asNumber, binary, call, whole } from './build';
import type { Written } from './call';
import type { ReadingHazard } from './hazards';
import type { Reading } from './reading';

type Call = Extract<Expression, { kind: 'call' }>;

/** An aggregate of ClickHouse in the canonical dialect. */
interface AggregateMeaning {
  /** Name there. */
  name: string;
  hazard?: ReadingHazard;
  /** Over nothing it is 0 in ClickHouse. */
  zero?: true;
  distinct?: true;
  /** Arguments that it takes; 1 where nothing is said. */
  count?: number;
  /** Rows where an argument is NULL are not looked at. */
  skipsNulls?: true;
  /** The value of the row where the second argument is greatest, or least. */
  by?: 'asc' | 'desc';
  /** The argument goes into WITHIN GROUP, the parameter is the share. */
  share?: true;
}

const estimate = { name: 'count', hazard: 'estimate', distinct: true } as const;

const aggregates: Record<string, AggregateMeaning> = {
  count: { name: 'count' },
  sum: { name: 'sum', zero: true },
  avg: { name: 'avg' },
  min: { name: 'min' },
  max: { name: 'max' },
  any: { name: 'any_value', hazard: 'which-row', skipsNulls: true },
  any_value: { name: 'any_value', hazard: 'which-row', skipsNulls: true },
  anylast: { name: 'any_value', hazard: 'which-row', skipsNulls: true },
  uniqexact: { name: 'count', distinct: true },
  uniq: estimate,
  uniqcombined: estimate,
  uniqcombined64: estimate,
  uniqhll12: estimate,
  uniqtheta: estimate,
  grouparray: { name: 'array_agg', skipsNulls: true },
  array_agg: { name: 'array_agg', skipsNulls: true },
  groupuniqarray: { name: 'array_agg', distinct: true, skipsNulls: true },
  argmax: { name: 'array_agg', by: 'desc', count: 2 },
  argmin: { name: 'array_agg', by: 'asc', count: 2 },
  stddevpop: { name: 'stddev_pop' },
  stddev_pop: { name: 'stddev_pop' },
  stddevsamp: { name: 'stddev' },
  stddev_samp: { name: 'stddev' },
  varpop: { name: 'var_pop' },
  var_pop: { name: 'var_pop' },
  varsamp: { name: 'variance' },
  var_samp: { name: 'variance' },
  corr: { name: 'corr', count: 2 },
  covarpop: { name: 'covar_pop', count: 2 },
  covarsamp: { name: 'covar_samp', count: 2 },
  groupbitand: { name: 'bit_and' },
  groupbitor: { name: 'bit_or' },
  groupbitxor: { name: 'bit_xor' },
  median: { name: 'percentile_cont', hazard: 'estimate', share: true },
  quantile: { name: 'percentile_cont', hazard: 'estimate', share: true },
  quantileexactinclusive: { name: 'percentile_cont', share: true },
};

/** Aggregates that nothing here means, yet that lineage must know for aggregates. */
const others =
  /^((quantile|median|topk|grouparray|groupbit|groupuniq|uniq|sumcount|summap|sumkahan|sumwith|minmap|maxmap|avgweighted|entropy|skew|kurt|sequencematch|sequencecount|windowfunnel|retention|histogram|anyheavy|anylast|deltasum|stddev|varpop|varsamp|covar|corr|simplelinear|exponential|singlevalue|argmin|argmax)\w*|(count|sum|avg|min|max|any)\w*(if|array|map|state|merge|foreach|distinct|ornull|ordefault|resample))$/;

/** An aggregate with its combinators taken off. */
function parts(name: string): { meaning?: AggregateMeaning; isConditional: boolean; isDistinct: boolean } {
  if (aggregates[name]) return { meaning: aggregates[name], isConditional: false, isDistinct: false };
  const base = name.replace(/(ornull|distinct|if)+$/, '');
  const combined = name.slice(base.length);
  return {
    meaning: aggregates[base],
    isConditional: combined.includes('if'),
    isDistinct: combined.includes('distinct'),
  };
}

/** True for the name of an aggregate, in lower case, with its combinators. */
export const isAggregate = (name: string): boolean => parts(name).meaning !== undefined || others.test(name);

/** An aggregate's call in the canonical dialect. @throws `sql.construct-refused` (refusal) */
export function aggregateCall(written: Written, reading: Reading): Expression {
  const name = written.name.toLowerCase();
  const { meaning, isConditional, isDistinct } = parts(name);
  const given = isConditional ? written.arguments.slice(0, -1) : written.arguments;
  const test = isConditional ? written.arguments.at(-1) : undefined;
  const isBare = meaning?.name === 'count' && !meaning.distinct && given.length === 0;
  if (!meaning || (!isBare && given.length !== (meaning.count ?? 1)))
    throw reading.refusal(`${written.name}() of ${written.arguments.length} arguments`, written.at);
  if (meaning.hazard) reading.warn(meaning.hazard, written.at);
  if (meaning.name !== 'count') reading.warn('aggregate-of-nothing', written.at);
  if (meaning.name === 'sum' || meaning.name === 'avg') reading.warn('sum-wraps', written.at);
  const filter = allOf([test && asCondition(test), written.filter, ...notNull(meaning, given)]);
  const made: Call = {
    ...(call(meaning.name, argumentsOf(meaning, given), written.at) as Call),
    ...((written.distinct || meaning.distinct || isDistinct) && { distinct: true }),
    ...(filter && { filter }),
    ...(written.over !== undefined && { over: written.over }),
  };
  return finished(made, meaning, written, reading, isConditional && !name.includes('ornull'));
}

function argumentsOf(meaning: AggregateMeaning, given: Expression[]): Expression[] {
  if (given.length === 0) return [{ kind: 'star' }];
  if (meaning.share) return [];
  if (meaning.by) return given.slice(0, 1);
  return meaning.name === 'count' ? given : given.map(asNumber);
}

function finished(
  made: Call,
  meaning: AggregateMeaning,
  written: Written,
  reading: Reading,
  isZero: boolean,
): Expression {
  const { at } = written;
  if (meaning.by) {
    // Rows with NULLs are left out: the place is PostgreSQL's own, which every dialect can say.
    if (written.over !== undefined) throw reading.refusal(`${written.name}() over a window`, at);
    const term = {
      expression: written.arguments[1] as Expression,
      direction: meaning.by,
      nulls: meaning.by === 'asc' ? 'last' : 'first',
    } as const;
    return call('array_element', [{ ...made, orderBy: [term] }, whole(1)], at);
  }
  if (meaning.share) {
    const [share = half, ...more] = written.parameters;
    if (more.length > 0) throw reading.refusal(`${written.name}() of several shares`, at);
    const subject = written.arguments[0] as Expression;
    return {
      ...made,
      arguments: [share],
      orderBy: [{ expression: subject, direction: 'asc', nulls: 'last' }],
    };
  }
  if (!meaning.zero || !isZero) return made;
  reading.warn('sum-of-nulls', at);
  return call('coalesce', [made, whole(0)], at);
}

const half: Expression = { kind: 'literal', value: '0.5', type: { kind: 'decimal', precision: 1, scale: 1 } };

const notNull = ({ by, skipsNulls }: AggregateMeaning, given: Expression[]): Expression[] =>
  by || skipsNulls ? given.map((operand) => ({ kind: 'is', operand, test: 'null', negated: true })) : [];

function allOf(conditions: (Expression | undefined)[]): Expression | undefined {
  const told = conditions.filter((one) => one !== undefined);
  return told.length === 0 ? undefined : told.reduce((left, right) => binary('and', left, right));
}

/** True for an error that says that something has no meaning here. */
export const isRefusal = (error: unknown): boolean => isAiEtlError(error) && error.kind === 'refusal';

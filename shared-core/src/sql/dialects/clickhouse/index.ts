import type { SelectQuery } from '../../ast';
import { postgresql } from '../postgresql';
import { defineDialect } from '../dialect';
import { functions, sameFunctions } from './functions';
import { rewrites } from './rewrites';
import { reserved } from './reserved';
import { clickhouseText, quotedName } from './quote';
import { typeName } from './types';
import { output } from './output';
import { values } from './values';

/** ClickHouse 24 and later, with its analyzer: standard joins and windows, its own functions, types and NULLs. */
export const clickhouse = defineDialect(
  {
    id: 'clickhouse',
    title: 'ClickHouse',
    reserved,
    nameBytes: undefined,
    quoted: quotedName,
    text: clickhouseText,
    nullsSort: { asc: 'last', desc: 'last' },
    dropsIdleNulls: true,
    outputsHideFields: true,
    uniqueOutputs: true,
    qualifiedOutputs: true,
    saysDistinct: true,
    orderBindsToLastPart: true,
    limitBy: true,
    values,
    output,
    typeName,
    functions,
    sameFunctions,
    cannot: {
      lateral: { en: 'ClickHouse has no LATERAL', ru: 'в ClickHouse нет LATERAL' },
      'join.natural': {
        en: 'which fields both tables have is not known: give their schemas',
        ru: 'неизвестно, какие поля есть в обеих таблицах: задайте их схемы',
      },
      'frame.groups': {
        en: 'ClickHouse frames are ROWS or RANGE',
        ru: 'рамки окон в ClickHouse — ROWS или RANGE',
      },
      'frame.range-offset': {
        en: 'ClickHouse takes no interval as the offset of a RANGE',
        ru: 'ClickHouse не берёт интервал смещением RANGE',
      },
      'set.all': {
        en: 'its INTERSECT and EXCEPT do not count duplicates',
        ru: 'его INTERSECT и EXCEPT не считают повторы',
      },
    },
    rewrites,
    settings,
  },
  { ...postgresql, functions: {}, rewrites: {} },
);

/** Without these an outer join and a grand total would fill in zeros and empty texts for NULL. */
function settings(query: SelectQuery): string[] {
  const isGrouping = query.groupBy !== undefined && query.groupBy.kind !== 'plain';
  return [
    ...(query.from && hasOuterJoin(query.from) ? ['join_use_nulls = 1'] : []),
    ...(isGrouping ? ['group_by_use_nulls = 1'] : []),
  ];
}

function hasOuterJoin(relation: NonNullable<SelectQuery['from']>): boolean {
  if (relation.kind !== 'join') return false;
  const isOuter = relation.type !== 'inner' && relation.type !== 'cross';
  return isOuter || hasOuterJoin(relation.left) || hasOuterJoin(relation.right);
}

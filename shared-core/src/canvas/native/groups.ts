import { refuse } from '../drawn-form';
import { oneStep, type Translator } from '../node-call';
import { columnName, quoted } from './item-expression';

interface Summary {
  aggregation?: string;
  field?: string;
  separateBy?: string;
  customSeparator?: string;
}

/** By n8n's name: what it calls the result, and the aggregate. */
const aggregations: Record<string, { prefix: string; print(field: string, summary: Summary): string }> = {
  append: { prefix: 'appended_', print: (field) => `array_agg(${field})` },
  average: { prefix: 'average_', print: (field) => `avg(${field})` },
  concatenate: {
    prefix: 'concatenated_',
    print: (field, { separateBy = ',', customSeparator = '' }) =>
      `string_agg(cast(${field} as text), '${(separateBy === 'other' ? customSeparator : separateBy).replaceAll("'", "''")}')`,
  },
  count: { prefix: 'count_', print: (field) => `count(${field})` },
  countUnique: { prefix: 'unique_count_', print: (field) => `count(distinct ${field})` },
  max: { prefix: 'max_', print: (field) => `max(${field})` },
  min: { prefix: 'min_', print: (field) => `min(${field})` },
  sum: { prefix: 'sum_', print: (field) => `sum(${field})` },
};

/** Summarize: one row for each group. */
export const summarize: Translator = (call) => {
  const { form } = call;
  if (form.parameter<{ outputFormat?: string }>('options', {}).outputFormat === 'singleItem')
    throw refuse('it puts all groups into one item', 'он складывает все группы в один элемент');
  const measures = form.rows<Summary>('fieldsToSummarize.values').map((summary) => {
    const { aggregation = 'count' } = summary;
    const field = columnName(summary.field, 'fieldsToSummarize.field');
    const found = Object.hasOwn(aggregations, aggregation) ? aggregations[aggregation] : undefined;
    if (!found)
      throw refuse(`the aggregation "${aggregation}" is not known`, `агрегат «${aggregation}» неизвестен`);
    return [`${found.prefix}${field}`, found.print(quoted(field), summary)];
  });
  const by = form.names('fieldsToSplitBy').map((name) => columnName(name, 'fieldsToSplitBy'));
  return oneStep({
    id: call.id(),
    kind: 'aggregate',
    input: call.input(),
    by,
    measures: Object.fromEntries(measures),
  });
};

/** Aggregate: a list of each field's values. */
export const gather: Translator = (call) => {
  const { form } = call;
  if (form.parameter<string>('aggregate', 'aggregateIndividualFields') !== 'aggregateIndividualFields')
    throw refuse(
      'it puts whole items into one list; gather fields',
      'он складывает элементы целиком в один список; соберите поля',
    );
  const options = form.parameter<{ keepMissing?: boolean; mergeLists?: boolean }>('options', {});
  if (options.mergeLists) throw refuse('it flattens lists', 'он раскрывает вложенные списки');
  const rows = form.rows<{ fieldToAggregate?: string; renameField?: boolean; outputFieldName?: string }>(
    'fieldsToAggregate.fieldToAggregate',
  );
  const measures = rows.map(({ fieldToAggregate, renameField, outputFieldName }) => {
    const field = columnName(fieldToAggregate, 'fieldToAggregate');
    const list = `array_agg(${quoted(field)})`;
    return [
      renameField && outputFieldName ? columnName(outputFieldName, 'outputFieldName') : field,
      options.keepMissing ? list : `${list} filter (where ${quoted(field)} is not null)`,
    ];
  });
  if (measures.length === 0) throw refuse('it names no field', 'в нём нет ни одного поля');
  return oneStep({
    id: call.id(),
    kind: 'aggregate',
    input: call.input(),
    by: [],
    measures: Object.fromEntries(measures),
  });
};

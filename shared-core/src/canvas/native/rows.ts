import { refuse } from '../drawn-form';
import { oneStep, type NodeCall, type Translator } from '../node-call';
import { columnName, quoted } from './item-expression';

/** Sort: by fields. */
export const sort: Translator = (call) => {
  const { form } = call;
  if (form.parameter<string>('type', 'simple') !== 'simple')
    throw refuse('it sorts at random or by code', 'он сортирует случайно или кодом');
  const rows = form.rows<{ fieldName?: string; order?: string }>('sortFieldsUi.sortField');
  const by = rows.map(
    ({ fieldName, order }) =>
      `${quoted(columnName(fieldName, 'sortField'))}${order === 'descending' ? ' desc' : ''}`,
  );
  if (by.length === 0) throw refuse('it names no field', 'в нём нет ни одного поля');
  return oneStep({ id: call.id(), kind: 'sort', input: call.input(), by });
};

/** The order of the rows that arrive, where a Sort has put them in one. */
function orderOf(call: NodeCall, input: string): string[] {
  const before = call.step(input);
  return before?.kind === 'sort' && before.limit === undefined ? (before.by ?? []) : [];
}

/** Limit: in the order of the Sort before it, where there is one. */
export const limit: Translator = (call) => {
  const { form } = call;
  if (form.parameter<string>('keep', 'firstItems') !== 'firstItems')
    throw refuse(
      'it keeps the last rows; sort the other way and keep the first',
      'он оставляет последние строки; отсортируйте наоборот и оставьте первые',
    );
  const input = call.input();
  return oneStep({
    id: call.id(),
    kind: 'sort',
    input,
    by: orderOf(call, input),
    limit: form.parameter<number>('maxItems', 1),
  });
};

/** Remove Duplicates: within what arrives. */
export const removeDuplicates: Translator = (call) => {
  const { form, version } = call;
  const operation = form.parameter<string>('operation', 'removeDuplicateInputItems');
  if (version >= 2 && operation !== 'removeDuplicateInputItems')
    throw refuse(
      'it remembers earlier runs; merge by keys in the target',
      'он помнит прежние запуски; сливайте по ключам в цели',
    );
  const compare = form.parameter<string>('compare', 'allFields');
  if (compare === 'allFieldsExcept')
    throw refuse(
      'it names the fields that do not count; name those that do',
      'он называет поля, которые не сравнивают; назовите те, что сравнивают',
    );
  const by =
    compare === 'selectedFields'
      ? form.names('fieldsToCompare').map((name) => columnName(name, 'fieldsToCompare'))
      : [];
  const input = call.input();
  const orderBy = by.length > 0 ? orderOf(call, input) : [];
  return oneStep({
    id: call.id(),
    kind: 'distinct',
    input,
    ...(by.length > 0 && { by }),
    ...(orderBy.length > 0 && { orderBy }),
  });
};

import { freeName, type StepInput } from '../../references';
import { refuse } from '../drawn-form';
import type { NodeCall, Translation, Translator } from '../node-call';
import { mapped } from './edit-fields';
import { columnName, literal, quoted, readCell } from './item-expression';

const since = 2;

/** n8n's own Postgres node: rows of a table, and rows into a table. */
export const postgres: Translator = (call) => {
  const { form, version } = call;
  if (version < since)
    throw refuse('its form is of version 1; add the node anew', 'его форма версии 1; добавьте узел заново');
  const operation = form.parameter<string>('operation', 'insert');
  const translator = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (translator) return translator(call);
  throw refuse(
    `the operation "${operation}" is no step; read a table and write a table`,
    `операция «${operation}» — не шаг; читайте таблицу и пишите в таблицу`,
  );
};

/** The table, and the connection that is called after the credential. */
function placeOf(call: NodeCall) {
  const { form } = call;
  const connection = call.connection(form.connectionName('postgres', 'postgresql'), 'postgresql');
  const schema = form.node.parameters.schema === undefined ? 'public' : form.located('schema');
  return { connection, object: `${schema}.${form.located('table')}` };
}

const comparisons: Record<string, string> = {
  equal: '=',
  '=': '=',
  '!=': '<>',
  '>': '>',
  '<': '<',
  '>=': '>=',
  '<=': '<=',
  LIKE: 'like',
};

function select(call: NodeCall): Translation {
  const { form } = call;
  const where = form
    .rows<{ column?: string; condition?: string; value?: unknown }>('where.values')
    .map(({ column, condition = 'equal', value }) => {
      const field = quoted(columnName(column, 'where.column'));
      if (/^is (not )?null$/i.test(condition)) return `${field} ${condition.toLowerCase()}`;
      const operator = comparisons[condition];
      const cell = readCell(value ?? '', 'where.value');
      if (!operator || !('value' in cell))
        throw refuse(`the condition "${condition}" has no step`, `для условия «${condition}» шага нет`);
      return `${field} ${operator} ${isNumber(cell.value) ? cell.value : literal(cell.value)}`;
    });
  const isAny = form.parameter<string>('combineConditions', 'AND') === 'OR';
  const fields = form.parameter<{ outputColumns?: string[] }>('options', {}).outputColumns ?? ['*'];
  const id = call.id();
  const source: StepInput = {
    id,
    kind: 'source',
    ...placeOf(call),
    ...(fields.length > 0 && !fields.includes('*') && { fields }),
    ...(where.length > 0 && { where: where.join(isAny ? ' or ' : ' and ') }),
  };
  const sorted = firstRows(call, id);
  return { steps: [source, ...sorted], outputs: [sorted.at(-1)?.id ?? id] };
}

const isNumber = (value: string | number | boolean) => value !== '' && Number.isFinite(Number(value));

function firstRows(call: NodeCall, input: string): StepInput[] {
  const { form } = call;
  const by = form
    .rows<{ column?: string; direction?: string }>('sort.values')
    .map(
      ({ column, direction = 'ASC' }) =>
        `${quoted(columnName(column, 'sort.column'))} ${direction.toLowerCase()}`,
    );
  const isAll = form.parameter<boolean>('returnAll', false);
  if (isAll && by.length === 0) return [];
  const id = call.id(freeName(`${input}_first`, call.taken));
  return [{ id, kind: 'sort', input, by, ...(!isAll && { limit: form.parameter<number>('limit', 50) }) }];
}

interface Mapper {
  mappingMode?: string;
  value?: Record<string, unknown> | null;
  matchingColumns?: string[];
}

const write =
  (mode: 'append' | 'merge'): Translator =>
  (call) => {
    const { mappingMode, value, matchingColumns = [] } = (call.form.node.parameters.columns ?? {}) as Mapper;
    const cells = Object.entries(value ?? {}).map(
      ([column, cell]) => [column, readCell(cell, `columns.${column}`, 'number')] as const,
    );
    const columns = mappingMode === 'autoMapInputData' ? [] : stepsOf(mapped(call, cells, false));
    if (mode === 'merge' && matchingColumns.length === 0)
      throw refuse('it names no columns to match', 'не указаны столбцы для сопоставления');
    const input = columns.at(-1)?.id ?? call.input();
    const target: StepInput = {
      id: call.id(),
      kind: 'target',
      input,
      ...placeOf(call),
      mode,
      create: 'never',
      ...(mode === 'merge' && { keys: matchingColumns }),
    };
    return { steps: [...columns, target], outputs: [input] };
  };

const stepsOf = (translation: Translation) => ('steps' in translation ? translation.steps : []);

const operations: Record<string, Translator> = { select, insert: write('append'), upsert: write('merge') };

import type { StepInput } from '../../references';
import { refuse } from '../drawn-form';
import type { NodeCall, Translation, Translator } from '../node-call';
import { columnName, literal, quoted, readCell, type Cell } from './item-expression';

interface Assignment {
  name?: unknown;
  value?: unknown;
  type?: string;
}

const since = 3.3;

/** Edit Fields: fields that are taken over, renamed or computed, alone or beside all others. */
export const editFields: Translator = (call) => {
  const { form, version } = call;
  if (version < since)
    throw refuse(
      `its form is of version ${version}; add the node anew (${since} or later)`,
      `его форма версии ${version}; добавьте узел заново (${since} или новее)`,
    );
  if (form.parameter<string>('mode', 'manual') !== 'manual')
    throw refuse(
      'it makes items of JSON; map the fields one by one',
      'он собирает элементы из JSON; задайте поля по одному',
    );
  const raw = (form.node.parameters.assignments ?? {}) as { assignments?: Assignment[] };
  const cells = (raw.assignments ?? []).map(
    ({ name, value, type }) =>
      [columnName(name, 'assignments.name'), readCell(value, String(name), type)] as const,
  );
  const keepsOthers = form.parameter<boolean>('includeOtherFields', false);
  if (keepsOthers && form.parameter<string>('include', 'all') !== 'all')
    throw refuse('it keeps a selection of the other fields', 'он оставляет часть остальных полей');
  return mapped(call, cells, keepsOthers);
};

/** Named cells as steps: what is computed is derived, and where the others go, all are selected under their names. */
export function mapped(
  call: NodeCall,
  cells: (readonly [string, Cell])[],
  keepsOthers: boolean,
): Translation {
  const input = call.input();
  if (cells.length === 0) return { passes: true };
  const computed = cells.filter(([name, cell]) =>
    keepsOthers ? !('field' in cell) || cell.field !== name : !('field' in cell),
  );
  const derive = Object.fromEntries(computed.map(([name, cell]) => [name, expressionOf(cell)]));
  const steps: StepInput[] = [];
  const id = call.id();
  if (computed.length > 0)
    steps.push({ id: keepsOthers ? id : call.id(`${id}_computed`), kind: 'derive', input, fields: derive });
  const last = steps.at(-1)?.id ?? input;
  if (!keepsOthers) steps.push({ id, kind: 'select', input: last, fields: cells.map(selected) });
  return { steps, outputs: [steps.at(-1)?.id ?? input] };
}

const selected = ([name, cell]: readonly [string, Cell]) =>
  'field' in cell && cell.field !== name ? { [name]: cell.field } : name;

const expressionOf = (cell: Cell): string =>
  'field' in cell ? quoted(cell.field) : 'value' in cell ? literal(cell.value) : cell.expression;

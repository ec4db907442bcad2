import type { StepInput } from '../../references';
import { refuse } from '../drawn-form';
import type { NodeCall, Translation, Translator } from '../node-call';
import { columnName, literal, quoted, readCell, type Cell } from './item-expression';

interface Assignment {
  name?: unknown;
  value?: unknown;
  type?: string;
}

/** What a form says, whichever version it is of. */
interface Filled {
  assignments: Assignment[];
  /** Which other fields stay: `all`, `none`, or some. */
  include: string;
}

type Former = Record<'boolean' | 'number' | 'string', Assignment[] | undefined>;

/** Of versions 1 and 2: by type, in the order in which the node sets them. */
function filledOfOld({ form }: NodeCall): Filled {
  const values = (form.node.parameters.values ?? {}) as Former;
  const assignments = (['boolean', 'number', 'string'] as const).flatMap((type) =>
    (values[type] ?? []).map(({ name, value }) => ({ name, value: typed(value, type), type })),
  );
  return { assignments, include: form.parameter<boolean>('keepOnlySet', false) ? 'none' : 'all' };
}

/** A number that stands in the form as text is a number. */
const typed = (value: unknown, type: string) =>
  type === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : value;

/** Of versions 3 to 3.2: the value lies under the name of its type. */
function filledOfThree({ form }: NodeCall): Filled {
  const { values = [] } = (form.node.parameters.fields ?? {}) as { values?: Record<string, unknown>[] };
  const assignments = values.map((one) => {
    const key = String(one.type ?? 'stringValue');
    const type = key.replace(/Value$/, '');
    return { name: one.name, value: typed(one[key] ?? '', type), type };
  });
  return { assignments, include: form.parameter<string>('include', 'all') };
}

function filledOfToday({ form }: NodeCall): Filled {
  const { assignments = [] } = (form.node.parameters.assignments ?? {}) as { assignments?: Assignment[] };
  const keepsOthers = form.parameter<boolean>('includeOtherFields', false);
  return { assignments, include: keepsOthers ? form.parameter<string>('include', 'all') : 'none' };
}

const filled = (call: NodeCall): Filled =>
  call.version < 3 ? filledOfOld(call) : call.version < 3.3 ? filledOfThree(call) : filledOfToday(call);

/** Edit Fields: fields that are taken over, renamed or computed, alone or beside all others. */
export const editFields: Translator = (call) => {
  const { form } = call;
  if (form.parameter<string>('mode', 'manual') !== 'manual')
    throw refuse(
      'it makes items of JSON; map the fields one by one',
      'он собирает элементы из JSON; задайте поля по одному',
    );
  const { assignments, include } = filled(call);
  const cells = assignments.map(
    ({ name, value, type }) =>
      [columnName(name, 'assignments.name'), readCell(value, String(name), type)] as const,
  );
  if (include !== 'all' && include !== 'none')
    throw refuse('it keeps a selection of the other fields', 'он оставляет часть остальных полей');
  return mapped(call, cells, include === 'all');
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

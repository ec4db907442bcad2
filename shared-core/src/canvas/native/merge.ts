import type { StepInputOf } from '../../references';
import { refuse } from '../drawn-form';
import { oneStep, type NodeCall, type Translator } from '../node-call';
import { columnName } from './item-expression';

const joinTypes: Record<string, StepInputOf<'join'>['type']> = {
  keepMatches: 'inner',
  enrichInput1: 'left',
  enrichInput2: 'right',
  keepEverything: 'full',
};

/** Merge: rows under one another, or beside one another where fields agree. */
export const merge: Translator = (call) => {
  const { form, version } = call;
  if (version < 2)
    throw refuse('its form is of version 1; add the node anew', 'его форма версии 1; добавьте узел заново');
  const mode = form.parameter<string>('mode', 'append');
  const combine = form.parameter<string>(
    version >= 3 ? 'combineBy' : 'combinationMode',
    version >= 3 ? 'combineByFields' : 'mergeByFields',
  );
  const way = mode === 'combine' ? combine : mode;
  const translator = Object.hasOwn(ways, way) ? ways[way] : undefined;
  if (translator) return translator(call);
  throw refuse(`the mode "${way}" has no step`, `для режима «${way}» шага нет`);
};

const append: Translator = (call) => {
  const count = call.form.parameter<number>('numberInputs', 2);
  const inputs = Array.from({ length: count }, (_, index) => call.input(index));
  return oneStep({ id: call.id(), kind: 'union', inputs });
};

const cross: Translator = (call) =>
  oneStep({ id: call.id(), kind: 'join', left: call.input(0), right: call.input(1), type: 'cross' });

const byFields: Translator = (call) => {
  const { form } = call;
  const [left, right] = [call.input(0), call.input(1)];
  const joinMode = form.parameter<string>('joinMode', 'keepMatches');
  const type = Object.hasOwn(joinTypes, joinMode) ? joinTypes[joinMode] : undefined;
  if (!type)
    throw refuse(
      `"${joinMode}" keeps rows without a partner only`,
      `«${joinMode}» оставляет только строки без пары`,
    );
  if (joinMode === 'keepMatches' && form.parameter<string>('outputDataFrom', 'both') !== 'both')
    throw refuse(
      'it gives the fields of one input; select them behind the merge',
      'он даёт поля одного входа; выберите их после соединения',
    );
  const options = form.parameter<{ fuzzyCompare?: boolean; multipleMatches?: string }>('options', {});
  if (options.fuzzyCompare || options.multipleMatches === 'first')
    throw refuse(
      'it compares loosely or takes the first match only',
      'он сравнивает нестрого или берёт только первое совпадение',
    );
  const pairs = pairsOf(call);
  const on = pairs.every(([one, other]) => one === other)
    ? pairs.map(([one]) => one)
    : Object.fromEntries(pairs);
  return oneStep({ id: call.id(), kind: 'join', left, right, type, on });
};

function pairsOf({ form, version }: NodeCall): [string, string][] {
  const rows = form.rows<{ field1?: string; field2?: string }>('mergeByFields.values');
  const isPlain = version >= 3 && !form.parameter<boolean>('advanced', false);
  const pairs: [string, string][] = isPlain
    ? form.names('fieldsToMatchString').map((name) => [columnName(name, 'fieldsToMatchString'), name])
    : rows.map(({ field1, field2 }) => [columnName(field1, 'field1'), columnName(field2, 'field2')]);
  if (pairs.length === 0) throw refuse('it names no fields that agree', 'не указаны поля, которые совпадают');
  return pairs;
}

const ways: Record<string, Translator> = {
  append,
  combineByFields: byFields,
  mergeByFields: byFields,
  combineAll: cross,
  multiplex: cross,
};

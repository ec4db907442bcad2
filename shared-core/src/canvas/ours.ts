import { configFields, connectors } from '../connectors';
import type { StepInputOf } from '../references';
import { refuse, type DrawnForm } from './drawn-form';
import { joinOf, unionOf } from './forms/join-form';
import { stepNameOfNode } from './forms/step-name-of-node';
import { columnSteps, sourceOf, targetOf } from './forms/system-forms';
import { transformForms, type TransformOperation } from './forms/transform-forms';
import { oneStep, type NodeCall, type Translation, type Translator } from './node-call';
import { stepName } from '../references';

const pack = 'n8n-nodes-ai-etl.';

/** A node that only looks: no part of the pipeline, the dataset goes on behind it. */
const looks: Translator = () => ({ passes: true });

/** The name that a person gave the step, or the node's. */
function idOf(call: NodeCall, fallback?: string): string {
  const { stepName: given } = call.form.parameter<{ stepName?: string }>('options', {});
  return call.id(given?.trim() ? stepName(given) : stepNameOfNode(call.form.node.name, fallback));
}

const system =
  (id: string, credential?: string): Translator =>
  (call) => {
    const { form } = call;
    const operation = form.parameter<string>('operation', 'read');
    const name = call.connection(credential ? form.connectionName(credential, id) : folderName(form), id);
    if (operation === 'read' && call.arrives(0))
      throw refuse(
        `it reads after "${call.feeders.join('", "')}", and steps of a pipeline know no such order; read from the trigger, in a workflow of its own`,
        `он читает после «${call.feeders.join('», «')}», а у шагов конвейера такого порядка нет; читайте от триггера, в отдельном рабочем процессе`,
      );
    if (operation === 'read')
      return oneStep(sourceOf(form, (fallback) => idOf(call, fallback), name, readOptions(form, id)));
    if (operation === 'write') return written(call, name);
    if (['test', 'list', 'describe', 'profile'].includes(operation)) return { steps: [], outputs: [] };
    throw refuse(
      `${operation} gives items, not a dataset; use Read`,
      `${operation} даёт элементы, а не набор данных; используйте Read`,
    );
  };

const folderName = (form: DrawnForm) => {
  const folder = form.text('folder');
  return folder ? stepName(`files ${folder}`) : 'files';
};

function readOptions(form: DrawnForm, id: string): NonNullable<StepInputOf<'source'>['options']> {
  const { readOptions: schema } = connectors.get(id);
  const values = form.parameter<Record<string, string | number | boolean | null>>('options', {});
  const known = schema ? configFields(schema).map(({ name }) => name) : [];
  return Object.fromEntries(
    known.flatMap((name) =>
      values[name] === undefined || values[name] === '' ? [] : [[name, values[name]]],
    ),
  );
}

const isName = (cell: string) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(cell);

/** The pipeline travels on behind the load, so what follows may load it elsewhere. */
function written(call: NodeCall, connection: string): Translation {
  const { form } = call;
  const input = call.input();
  const id = idOf(call, `load_${form.located('target').split('.').at(-1)}`);
  const columns = columnSteps(form, { id, input, taken: call.taken, isField: isName });
  for (const step of columns) call.id(step.id);
  const target = targetOf(form, () => id, columns.at(-1)?.id ?? input, connection);
  return { steps: [...columns, target], outputs: [target.input, undefined] };
}

const transform: Translator = (call) => {
  const operation = call.form.parameter<TransformOperation>('operation', 'filter');
  const step = Object.hasOwn(transformForms, operation) ? transformForms[operation] : undefined;
  if (!step) throw refuse(`there is no operation "${operation}"`, `операции «${operation}» нет`);
  const fieldNames = () => {
    throw refuse(
      'it keeps all fields, which only a run knows; choose the fields to keep',
      'он оставляет все поля, а их знает только запуск; выберите поля',
    );
  };
  const input = call.input();
  return oneStep(step(call.form, { id: idOf(call, operation), input, fieldNames }));
};

const join: Translator = (call) => {
  const [left, right] = [call.input(0), call.input(1)];
  return oneStep(joinOf(call.form, idOf(call), left, right));
};

const union: Translator = (call) => {
  const count = call.form.parameter<number>('numberInputs', 2);
  const used = Array.from({ length: count }, (_, index) => index).filter(
    (index) => index < 2 || call.arrives(index),
  );
  const inputs = used.map((index) => call.input(index));
  return oneStep(unionOf(call.form, idOf(call), inputs));
};

const credentials: Record<string, string> = {
  clickhouse: 'aiEtlClickHouseApi',
  postgresql: 'aiEtlPostgresApi',
};

/** DDL changes a database while it runs; in a pipeline a table is made by its target. */
const ddl: Translator = (call) => {
  if (call.form.parameter<string>('then', 'show') !== 'target') return { passes: true };
  const id = call.form.parameter<string>('system', 'clickhouse');
  const input = call.input();
  const keys = call.form.names('keys');
  const target = {
    id: idOf(call, 'target'),
    kind: 'target' as const,
    input,
    connection: call.connection(call.form.connectionName(credentials[id] ?? '', id), id),
    object: call.form.located('table'),
    mode: call.form.parameter<StepInputOf<'target'>['mode']>('mode', 'replace'),
    ...(keys.length > 0 && { keys }),
  };
  return { steps: [target], outputs: [input] };
};

/** What a sentence makes is known when it has run; where that is run too, the drawing is not the whole pipeline. */
const generate: Translator = () => ({ steps: [], outputs: [] });

const run: Translator = (call) => {
  if (call.form.parameter<string>('pipelineFrom', 'input') === 'input' && call.arrives(0))
    return { passes: true };
  throw refuse(
    'it runs a pipeline that is not drawn here; compile that one',
    'он запускает конвейер, который здесь не нарисован; компилируйте сам конвейер',
  );
};

/** Translators of this pack's nodes. */
export const ourNodes: Record<string, Translator> = {
  [`${pack}aiEtlFile`]: system('file'),
  [`${pack}aiEtlPostgres`]: system('postgresql', credentials.postgresql),
  [`${pack}aiEtlClickHouse`]: system('clickhouse', credentials.clickhouse),
  [`${pack}aiEtlTransform`]: transform,
  [`${pack}aiEtlJoin`]: join,
  [`${pack}aiEtlUnion`]: union,
  [`${pack}aiEtlDdl`]: ddl,
  [`${pack}aiEtlGenerate`]: generate,
  [`${pack}aiEtlProfile`]: looks,
  [`${pack}aiEtlAdvise`]: looks,
  [`${pack}aiEtlReport`]: looks,
  [`${pack}aiEtlCompile`]: looks,
  [`${pack}aiEtlPublish`]: looks,
  [`${pack}aiEtlRun`]: run,
};

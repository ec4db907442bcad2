import { renameColumnTables } from '../../plan';
import type { PipelineSpec, Step, StepKind, StepOf } from '../../spec';
import { parseExpression } from '../../sql';
import { joinNode, systemNodes, transformNode, unionInputs, unionNode } from './systems';
import { plain, print, type NodeTexts } from './texts';
import { byName, rows, type NodeDraft } from './workflow';

type Context = { texts: NodeTexts; spec: PipelineSpec; credentials: Record<string, string> };
type Drafts = { [K in StepKind]: (step: StepOf<K>, context: Context) => NodeDraft };

const transform = (operation: string, parameters: Record<string, unknown>): NodeDraft => ({
  type: transformNode,
  parameters: { operation, ...parameters },
});

/** What each kind of step is on the canvas; the names of the parameters are those of the nodes' forms. */
const drafts: Drafts = {
  source: (step, context) => {
    const { type, hasWhere, ...system } = systemOf(step, context);
    const { options = {}, where, fields } = step;
    return {
      type,
      parameters: {
        operation: 'read',
        object: byName(plain(step.object)),
        ...(fields && { columns: fields }),
        ...(where !== undefined && hasWhere && { where: context.texts.expression(where) }),
        ...(Object.keys(options).length > 0 && { options }),
      },
      ...credentialsOf(step.connection, system.credential, context),
    };
  },
  filter: (step, { texts }) => transform('filter', { where: texts.expression(step.where) }),
  select: (step) => {
    const pairs = step.fields.flatMap((field) =>
      typeof field === 'string' ? [[field, field]] : Object.entries(field),
    );
    const renamed = pairs.filter(([name, from]) => name !== from).map(([to, from]) => ({ from, to }));
    return transform('select', {
      keep: pairs.map(([, from]) => from),
      ...(renamed.length > 0 && { rename: rows(renamed) }),
    });
  },
  derive: (step, { texts }) => transform('derive', { derived: rows(texts.named(step.fields)) }),
  join: (step, { texts }) => ({ type: joinNode, parameters: { type: step.type, ...matchOf(step, texts) } }),
  aggregate: (step, { texts }) =>
    transform('aggregate', {
      by: step.by,
      measures: rows(texts.named(step.measures)),
      ...(step.grouping !== 'plain' && { grouping: step.grouping }),
      ...(step.having !== undefined && { having: texts.expression(step.having) }),
    }),
  window: (step, { texts }) =>
    transform('window', {
      partitionBy: step.partitionBy,
      windowOrder: step.orderBy.map(texts.term).join(', '),
      windowFields: rows(texts.named(step.fields)),
      ...(step.frame !== undefined && { frame: step.frame }),
    }),
  union: (step) => ({
    type: unionNode,
    parameters: {
      ...(step.inputs.length !== unionInputs.usual && { numberInputs: step.inputs.length }),
      mode: step.mode,
    },
  }),
  distinct: (step, { texts }) =>
    transform('distinct', {
      distinctBy: step.by ?? [],
      ...(step.orderBy && { distinctOrder: step.orderBy.map(texts.term).join(', ') }),
    }),
  sort: (step, { texts }) =>
    transform('sort', {
      sortBy: step.by.map(texts.term).join(', '),
      ...(step.limit !== undefined && { first: step.limit }),
      ...(step.offset !== undefined && { skip: step.offset }),
    }),
  sql: (step, { texts }) => transform('sql', { query: texts.query(step.query) }),
  quality: (step, { texts }) =>
    transform('quality', {
      checks: rows(
        step.checks.map(({ name, expect, notNull, unique, severity }) => ({
          name,
          ...(expect !== undefined
            ? { kind: 'expect', expression: texts.expression(expect) }
            : { kind: notNull ? 'notNull' : 'unique', fields: (notNull ?? unique ?? []).join(', ') }),
          severity,
        })),
      ),
    }),
  mask: (step) =>
    transform('mask', {
      masked: rows(Object.entries(step.fields).map(([field, method]) => ({ field, method }))),
    }),
  target: (step, context) => {
    const { type, credential } = systemOf(step, context);
    return {
      type,
      parameters: {
        operation: 'write',
        target: byName(plain(step.object)),
        mode: step.mode,
        ...(step.keys && { keys: step.keys.join(', ') }),
        columnMapping: { mappingMode: 'autoMapInputData', value: null },
        ...writeOptions(step),
      },
      ...credentialsOf(step.connection, credential, context),
    };
  },
};

/** The node of a step, without its place. */
export const draftOf = (step: Step, context: Context): NodeDraft =>
  (drafts[step.kind] as (step: Step, context: Context) => NodeDraft)(step, context);

const systemOf = ({ connection }: { connection: string }, { spec }: Context) =>
  systemNodes[spec.connections[connection]!.system]!;

function credentialsOf(connection: string, credential: string | undefined, { credentials }: Context) {
  if (credential === undefined) return {};
  return { credentials: { [credential]: { id: null, name: credentials[connection] ?? connection } } };
}

function matchOf(step: StepOf<'join'>, texts: NodeTexts): Record<string, unknown> {
  if (step.type === 'cross' || step.on === undefined) return {};
  if (typeof step.on === 'string') {
    const names = new Map([
      [step.left, 'left'],
      [step.right, 'right'],
    ]);
    const sides = renameColumnTables(parseExpression(texts.expression(step.on)), names);
    return { match: 'expression', on: print(sides) };
  }
  const pairs = Array.isArray(step.on) ? step.on.map((name) => [name, name]) : Object.entries(step.on);
  return { match: 'fields', pairs: rows(pairs.map(([left, right]) => ({ left, right }))) };
}

function writeOptions({ create, layout, rejects }: StepOf<'target'>) {
  const options = {
    ...(create === 'never' && { create }),
    ...(layout?.orderBy && { orderBy: layout.orderBy.join(', ') }),
    ...(layout?.partitionBy !== undefined && { partitionBy: layout.partitionBy }),
    ...(rejects && { rejectLimit: rejects.limit }),
  };
  return Object.keys(options).length > 0 ? { options } : {};
}

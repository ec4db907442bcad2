import { parseQuery, typeQuery, type Query } from '../../sql';
import { nearestNames, type SpecPath } from '../../spec';
import type { Shape } from '../plan';
import { schemaOf, shapeOfSchema, unknownShape, untyped } from '../shape';
import type { StepCheck } from '../step-check';
import type { Input, LowerInput, Needed, StepRules } from '../step-rules';
import { renameTables, tablesRead } from '../tables';
import { columnNames, walk } from '../tree';
import { parameterTypes } from '../parameters';

/** A SELECT of the user's own over the inputs, which it knows by their ids. */
export const sql: StepRules<'sql'> = {
  type(step, inputs, check) {
    const path = ['query'];
    const query = check.attempt(() => parseQuery(step.query), path);
    if (!query || !checkTables(query, inputs, check, path)) return unknownShape;
    if (inputs.some(({ shape }) => isUntyped(shape))) return outputOf(query);
    const tables = Object.fromEntries(inputs.map(({ id, shape }) => [id, schemaOf(shape)]));
    const schema = check.attempt(
      () => typeQuery(query, tables, { parameters: parameterTypes(check.spec) }),
      path,
    );
    if (!schema) return outputOf(query);
    const shape = shapeOfSchema(schema);
    check.unique(
      shape.fields.map((field) => field.name),
      path,
    );
    return shape;
  },
  needs(step, _, inputs) {
    const query = parseQuery(step.query);
    return inputs.map(({ shape }) => readFrom(query, shape));
  },
  emitsAll: () => true,
  lower({ step, inputs }) {
    const names = new Map(inputs.map((input: LowerInput) => [input.id, input.table]));
    return renameTables(parseQuery(step.query), names);
  },
};

const isUntyped = (shape: Shape) => shape.open || shape.fields.some((field) => !field.type);

function checkTables(query: Query, inputs: Input[], check: StepCheck, path: SpecPath): boolean {
  const known = inputs.map(({ id }) => id);
  const foreign = tablesRead(query).filter(
    (table) => table.path.length > 1 || !known.includes(table.path[0]!),
  );
  for (const table of foreign) {
    const name = table.path.join('.');
    check.say('unknown-table', { name, nearest: nearestNames(name, known), known }, path, table.at);
  }
  return foreign.length === 0;
}

/** Names of the output where its types cannot be known. */
function outputOf(query: Query): Shape {
  if (query.kind === 'set') return outputOf(query.left);
  if (query.kind === 'values' || query.items.some((item) => item.alias === undefined)) return unknownShape;
  return { fields: query.items.map((item) => untyped(item.alias!)), open: false };
}

/** Columns that a query may read of an input; everything where a star or USING hides names. */
function readFrom(query: Query, shape: Shape): Needed {
  let isEverything = false;
  walk(query, (node) => {
    if (node.kind === 'call') return !hasStarOnly(node);
    if (node.kind === 'star' || (node.kind === 'join' && ('using' in node || 'natural' in node)))
      isEverything = true;
    return true;
  });
  if (isEverything) return 'all';
  const names = columnNames(query);
  return new Set(
    shape.open ? names : names.filter((name) => shape.fields.some((field) => field.name === name)),
  );
}

/** `count(*)` reads no column. */
const hasStarOnly = (node: object) =>
  JSON.stringify((node as { arguments?: unknown }).arguments) === '[{"kind":"star"}]' &&
  !('filter' in node && node.filter) &&
  !('over' in node && node.over);

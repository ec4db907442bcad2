import type { Query, Relation, SelectItem, SelectQuery } from '../sql';
import type { TableSchema } from '../schema';
import type { StepOf } from '../spec';
import { planErrors } from './errors';
import { rulesOf } from './kinds';
import { freeName } from './free-name';
import { neededNames } from './needed';
import { inputsIn, lineOf, neededFields, planStep } from './needs';
import { bindParameters, type ParameterValue } from './parameters';
import type { Plan, PlanStep } from './plan';
import { qualifyShadowed } from './qualify';
import { shapeOfSchema } from './shape';
import type { LowerInput, Lowering, Needed, SchemaReason, SourceLowering } from './step-rules';
import { asIs, named, select, star, walk, type TableNode } from './tree';

/** What the caller of a lowering decides. @public */
export interface LowerOptions {
  /** What to read a source from: a table of the system that runs the query, or native text of the engine. */
  relationOf(step: StepOf<'source'>): Relation;
  /** True where the relation already has the source's `where`, `cursor` and declared types applied. */
  isRead?(step: StepOf<'source'>): boolean;
  /** Values of parameters; defaults for the rest. `keep` leaves them in the tree. */
  parameters?: Record<string, ParameterValue> | 'keep';
  /** Only these fields of the step; all by default. */
  fields?: string[];
}

/**
 * Lowers a step, and what feeds it, to one SELECT: a CTE for each step under the step's id, with the fields that
 * somebody reads. A target's query is that of its input.
 *
 * @throws `plan.schema-needed` (refusal) where an unknown schema has to be known; `plan.parameter-not-given` (input)
 * @public
 */
export function lowerStep(plan: Plan, stepId: string, options: LowerOptions): Query {
  const end = throughTargets(plan, stepId);
  return lowerLine(plan, end, options.fields ? new Set(options.fields) : 'all', options);
}

/**
 * Lowers what feeds a step, then a SELECT over it.
 * @param needed - fields of the step that the SELECT reads
 * @param finish - makes that SELECT from the name of the step's CTE; without it the step's own is the end
 */
export function lowerLine(
  plan: Plan,
  end: string,
  needed: Needed,
  options: LowerOptions,
  finish?: (table: string) => SelectQuery,
): Query {
  const line = lineOf(plan, [end]);
  const source = sourceLowering(plan, options);
  const tables = tableNames(line, source);
  const context = { needed: neededFields(plan, new Map([[end, needed]])), tables, source };
  const parts = line.map((planned) => ({
    name: tables.get(planned.step.id)!,
    query: lowerOne(plan, planned, context),
  }));
  const query = finish ? { ...finish(parts.at(-1)!.name), with: parts } : withParts(parts);
  return options.parameters === 'keep' ? query : bindParameters(query, plan.spec, options.parameters);
}

/** The step whose rows a target writes. */
function throughTargets(plan: Plan, id: string): string {
  const { step } = planStep(plan, id);
  return step.kind === 'target' ? step.input : id;
}

/** Everything around one step that its SQL depends on. */
export interface LowerContext {
  needed: ReadonlyMap<string, Needed>;
  tables: ReadonlyMap<string, string>;
  source: SourceLowering;
}

/** The SELECT of one step alone over its inputs. */
export function lowerOne(plan: Plan, planned: PlanStep, context: LowerContext): Query {
  const { step, shape } = planned;
  const needed = context.needed.get(step.id) ?? 'all';
  const inputs = inputsIn(plan, planned).map((input): LowerInput => ({
    ...input,
    table: context.tables.get(input.id)!,
    emitted: context.needed.get(input.id) ?? 'all',
  }));
  const refuse = (reason: SchemaReason): never => {
    throw planErrors['schema-needed']({ step: step.id, source: openSource(plan, step.id), reason });
  };
  const names = (reason: SchemaReason = listed) => neededNames(needed, shape) ?? refuse(reason);
  const passed = () => passedItems(inputs, needed, shape, names);
  const lowering: Lowering = { step, inputs, shape, needed, source: context.source, names, refuse, passed };
  const query = rulesOf(step.kind).lower(lowering);
  return step.kind === 'sql' ? query : qualifyShadowed(query);
}

const listed: SchemaReason = {
  en: 'its fields have to be listed',
  ru: 'её поля нужно перечислить',
};

/** `*` where the input has exactly what is needed: shorter to read, and the only way where names are unknown. */
function passedItems(
  inputs: LowerInput[],
  needed: Needed,
  shape: Lowering['shape'],
  names: () => string[],
): SelectItem[] {
  const [input] = inputs;
  const isOpen = needed === 'all' && shape.open;
  const isSame = input && sameNames(neededNames(input.emitted, input.shape), neededNames(needed, shape));
  return isOpen || isSame ? star : asIs(names());
}

const sameNames = (a: string[] | undefined, b: string[] | undefined) =>
  JSON.stringify(a) === JSON.stringify(b);

function openSource(plan: Plan, id: string): string {
  const open = lineOf(plan, [id]).filter(({ step, shape }) => step.kind === 'source' && shape.open);
  return open[0]?.step.id ?? id;
}

function sourceLowering(plan: Plan, options: LowerOptions): SourceLowering {
  const isRead = (step: StepOf<'source'>) => options.isRead?.(step) ?? false;
  return {
    relationOf: (step) => withSchema(options.relationOf(step), datasetSchema(plan, step, isRead(step))),
    isRead,
    given: (id) => plan.sources[id] && shapeOfSchema(plan.sources[id]),
  };
}

/** Types of a relation's fields help a dialect to say the same as PostgreSQL. */
const withSchema = (relation: Relation, schema: TableSchema | undefined): Relation =>
  relation.kind === 'table' || relation.kind === 'native' ? { schema, ...relation } : relation;

/** The dataset as described; where it was read already, with the declared types. */
function datasetSchema(plan: Plan, step: StepOf<'source'>, isRead: boolean): TableSchema | undefined {
  const given = plan.sources[step.id];
  if (!given || !isRead) return given;
  const declared = new Map(planStep(plan, step.id).schema.fields.map((field) => [field.name, field]));
  return { fields: given.fields.map((field) => declared.get(field.name) ?? field) };
}

/** A CTE has its step's id as its name, unless a table that is read has that name: some systems see a circle there. */
function tableNames(line: PlanStep[], source: SourceLowering): Map<string, string> {
  const taken = new Set<string>();
  for (const { step } of line) if (step.kind === 'source') addTables(source.relationOf(step), taken);
  const names = new Map<string, string>();
  for (const { step } of line) {
    const name = freeName(step.id, [...taken]);
    taken.add(name);
    names.set(step.id, name);
  }
  return names;
}

function addTables(relation: Relation, names: Set<string>): void {
  walk(relation, (node) => {
    const { path } = node as TableNode;
    if (node.kind === 'table' && path.length === 1) names.add(path[0]!);
  });
}

type Part = { name: string; query: Query };

/** All parts but the last as CTEs of the last. */
function withParts(parts: Part[]): Query {
  const last = parts.at(-1)!;
  const before = parts.slice(0, -1);
  const whole = (): Query => ({ ...select(star, named(last.name)), with: parts });
  if (last.query.kind === 'values') return whole();
  const own = last.query.with ?? [];
  const taken = new Set(before.map(({ name }) => name.toLowerCase()));
  if (own.some(({ name }) => taken.has(name.toLowerCase()))) return whole();
  const all = [...before, ...own];
  return all.length > 0 ? { ...last.query, with: all } : last.query;
}

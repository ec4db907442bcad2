import type { Query, Relation, SelectItem } from '../sql';
import type { StepOf } from '../spec';
import { planErrors } from './errors';
import { rulesOf } from './kinds';
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
  const line = lineOf(plan, [end]);
  const needed = neededFields(plan, new Map([[end, options.fields ? new Set(options.fields) : 'all']]));
  const source = sourceLowering(plan, options);
  const tables = tableNames(line, source);
  const bodies = line.map((planned) => lowerOne(plan, planned, { needed, tables, source }));
  const query = withParts(line, bodies, tables);
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
    throw planErrors['schema-needed'](
      { step: step.id, source: openSource(plan, step.id), reason },
      { where: { step: step.id } },
    );
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
  return {
    relationOf: (step) => options.relationOf(step),
    isRead: (step) => options.isRead?.(step) ?? false,
    given: (id) => plan.sources[id] && shapeOfSchema(plan.sources[id]),
  };
}

/** A CTE has its step's id as its name, unless a table that is read has that name: some systems see a circle there. */
function tableNames(line: PlanStep[], source: SourceLowering): Map<string, string> {
  const taken = new Set<string>();
  for (const { step } of line) if (step.kind === 'source') addTables(source.relationOf(step), taken);
  const names = new Map<string, string>();
  for (const { step } of line) {
    const name = freeName(step.id, taken);
    taken.add(name.toLowerCase());
    names.set(step.id, name);
  }
  return names;
}

function addTables(relation: Relation, names: Set<string>): void {
  walk(relation, (node) => {
    const { path } = node as TableNode;
    if (node.kind === 'table' && path.length === 1) names.add(path[0]!.toLowerCase());
  });
}

function freeName(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id.toLowerCase())) return id;
  let count = 1;
  while (taken.has(`${id}_rows${count > 1 ? count : ''}`.toLowerCase())) count++;
  return `${id}_rows${count > 1 ? count : ''}`;
}

/** All bodies but the last as CTEs of the last. */
function withParts(line: PlanStep[], bodies: Query[], tables: ReadonlyMap<string, string>): Query {
  const parts = line.map(({ step }, index) => ({ name: tables.get(step.id)!, query: bodies[index]! }));
  const last = parts.at(-1)!;
  const before = parts.slice(0, -1);
  if (last.query.kind === 'values') return { ...select(star, named(last.name)), with: parts };
  const own = last.query.with ?? [];
  const clashes = own.some((part) =>
    before.some(({ name }) => name.toLowerCase() === part.name.toLowerCase()),
  );
  if (clashes) return { ...select(star, named(last.name)), with: parts };
  const all = [...before, ...own];
  return all.length > 0 ? { ...last.query, with: all } : last.query;
}

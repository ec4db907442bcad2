import { createStatements, parseObjectName } from '../../ddl';
import { defineMessages, type Language } from '../../language';
import {
  lowerChecks,
  lowerStep,
  type LowerOptions,
  type ParameterValue,
  type Plan,
  type PlanStep,
} from '../../plan';
import type { StepOf } from '../../spec';
import { printQuery, quoteName, quoteText, type DialectId, type Relation } from '../../sql';
import { publications } from '../publications';

/** Dialects of the target, in the order in which they are offered. */
export const sqlDialects = ['postgresql', 'clickhouse', 'duckdb'] as const satisfies DialectId[];

export interface SqlOptions {
  /** A dialect is offered here once it is known how a table is published in its system. */
  dialect: (typeof sqlDialects)[number];
  staging: string;
  parameters: Record<string, ParameterValue>;
}

/** A script before it is text. */
export interface Script {
  path: string;
  /** Lines of its header. */
  header: string[];
  statements: { comment?: string; text: string }[];
}

const messages = defineMessages({
  en: {
    target: (p: { step: string; object: string; mode: string }) => `step ${p.step} → ${p.object} (${p.mode})`,
    checks: (p: { step: string }) => `checks of step ${p.step}: each gives failed_rows and total_rows`,
    staged: (p: { step: string; object: string; connection: string; table: string }) =>
      `Before: load ${p.object} (connection ${p.connection}, step ${p.step}) into ${p.table}`,
    noTypes: (p: { object: string }) => `Types are not fully known, so ${p.object} has to exist`,
    severity: (p: { name: string; severity: string }) => `${p.name} (${p.severity})`,
  },
  ru: {
    target: (p: { step: string; object: string; mode: string }) => `шаг ${p.step} → ${p.object} (${p.mode})`,
    checks: (p: { step: string }) => `проверки шага ${p.step}: каждая даёт failed_rows и total_rows`,
    staged: (p: { step: string; object: string; connection: string; table: string }) =>
      `Прежде загрузите ${p.object} (подключение ${p.connection}, шаг ${p.step}) в ${p.table}`,
    noTypes: (p: { object: string }) =>
      `Типы известны не все, поэтому таблица ${p.object} должна существовать`,
    severity: (p: { name: string; severity: string }) => `${p.name} (${p.severity})`,
  },
});

/** One script for each target, then one for the checks of each quality step. */
export function lowerScripts(plan: Plan, options: SqlOptions, language: Language): Script[] {
  const writer = new ScriptWriter(plan, options, messages[language]);
  return plan.steps.flatMap((planned) => {
    if (planned.step.kind === 'target') return [writer.target(planned, planned.step)];
    return planned.step.kind === 'quality' ? [writer.checks(planned.step)] : [];
  });
}

class ScriptWriter {
  constructor(
    private readonly plan: Plan,
    private readonly options: SqlOptions,
    private readonly say: (typeof messages)[Language],
  ) {}

  target({ schema, shape }: PlanStep, step: StepOf<'target'>): Script {
    const { dialect } = this.options;
    const { query, notes } = this.lowered((lowering) => lowerStep(this.plan, step.id, lowering));
    const isTyped = !shape.open && schema.fields.length === shape.fields.length;
    const isCreated = step.create === 'auto' && isTyped && dialect !== 'duckdb';
    const isMissing = step.create === 'auto' && !isTyped && dialect !== 'duckdb';
    const quote = (name: string) => quoteName(name, dialect);
    const { container, table } = parseObjectName(step.object);
    const statements = publications[dialect][step.mode]({
      name: (suffix = '') =>
        [...(container === undefined ? [] : [container]), `${table}${suffix}`].map(quote).join('.'),
      fields: shape.open ? [] : shape.fields.map(({ name }) => quote(name)),
      keys: (step.keys ?? []).map(quote),
      create: isCreated ? this.creation(step, schema) : [],
      query: printQuery(query, dialect),
    });
    const { id, object, mode } = step;
    return {
      path: `${id}.sql`,
      header: [
        ...this.header(this.say.target({ step: id, object, mode })),
        ...notes,
        ...(isMissing ? [this.say.noTypes({ object })] : []),
      ],
      statements: statements.map((text) => ({ text })),
    };
  }

  checks(step: StepOf<'quality'>): Script {
    const { query, notes } = this.lowered((lowering) => lowerChecks(this.plan, step.id, lowering));
    return {
      path: `${step.id}.checks.sql`,
      header: [...this.header(this.say.checks({ step: step.id })), ...notes],
      statements: query.map(({ name, severity, query: check }) => ({
        comment: this.say.severity({ name, severity }),
        text: printQuery(check, this.options.dialect),
      })),
    };
  }

  private creation(step: StepOf<'target'>, schema: PlanStep['schema']): string[] {
    const { dialect } = this.options;
    if (dialect === 'duckdb') return [];
    const { object, layout, keys } = step;
    const merging = step.mode === 'merge' ? keys : undefined;
    return createStatements({
      system: dialect,
      object,
      schema,
      layout,
      keys: merging,
      ifNotExists: true,
      createContainer: true,
    });
  }

  private header(title: string): string[] {
    const { name, owner } = this.plan.spec;
    return [
      `${name}: ${title}`,
      `AI-ETL ${this.plan.hash.slice(0, 12)}${owner === undefined ? '' : `, ${owner}`}`,
    ];
  }

  /** Lowers something and notes which sources have to be brought here first. */
  private lowered<T>(work: (options: LowerOptions) => T): { query: T; notes: string[] } {
    const notes = new Set<string>();
    const relationOf = (step: StepOf<'source'>): Relation => {
      const own = this.ownRelation(step);
      if (own) return own;
      const path = [this.options.staging, step.id];
      const table = path.map((part) => quoteName(part, this.options.dialect)).join('.');
      notes.add(this.say.staged({ step: step.id, object: step.object, connection: step.connection, table }));
      return { kind: 'table', path };
    };
    const query = work({ relationOf, parameters: this.options.parameters });
    return { query, notes: [...notes] };
  }

  /** Tables of the same system are read where they are; DuckDB reads files too. */
  private ownRelation(step: StepOf<'source'>): Relation | undefined {
    const system = this.plan.spec.connections[step.connection]?.system;
    const { dialect } = this.options;
    if (system === dialect) return { kind: 'table', path: step.object.split('.') };
    if (dialect !== 'duckdb' || system !== 'file') return undefined;
    const found = readers.find(({ ending }) => ending.test(step.object));
    if (!found) return undefined;
    return { kind: 'native', text: `${found.reader}(${quoteText(step.object, dialect)})`, alias: step.id };
  }
}

const readers = [
  { ending: /\.(csv|tsv|txt)(\.gz|\.zst)?$/i, reader: 'read_csv' },
  { ending: /\.(json|jsonl|ndjson)(\.gz|\.zst)?$/i, reader: 'read_json' },
  { ending: /\.parquet$/i, reader: 'read_parquet' },
];

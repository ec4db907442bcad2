import { createStatements } from '../../../ddl';
import { simple, type Field } from '../../../schema';
import type { StepOf } from '../../../spec';
import { printExpression, quoteText, type Expression, type Relation } from '../../../sql';
import { indented } from '../../indented';
import type { WarehouseSystem } from '../dag';
import { pathOf, quotedPath } from '../names';
import { jinjaMark, templateText } from '../python-text';
import { lookbackOf, type Lookback } from './lookback';
import { dialects, isInstant, tableFields, tableKeys, type KeptRow } from './watermark-dialects';

/** A source that is read from where the last load ended, and the target that its rows go to. */
export interface IncrementalLoad {
  pipeline: string;
  source: StepOf<'source'>;
  /** The cursor with its declared type. */
  field: Field;
  /** The cursor over the source's own rows, and over those that have landed. */
  read: Expression;
  landed: Expression;
  target: StepOf<'target'>;
  system: WarehouseSystem;
  /** Makes the target where it is missing. */
  createTarget: string[];
}

/** Where the end of the last load is known from: a table of its own, or the target's rows. */
export type Keeper = 'table' | 'target';

/**
 * PostgreSQL keeps it in the transaction that publishes the rows. ClickHouse has no transaction over two tables: a merge
 * keeps it afterwards, since the same rows merged again change nothing; an append asks the target itself.
 */
export const keeperOf = (system: WarehouseSystem, mode: StepOf<'target'>['mode']): Keeper =>
  system === 'clickhouse' && mode === 'append' ? 'target' : 'table';

const tableName = 'ai_etl_watermark';

/** The task's answer inside a template, and the name that it gets there. */
const variable = 'watermark';

/** SQL around the watermark of one incremental load. */
export class Watermark {
  readonly keeper: Keeper;
  private readonly lookback?: Lookback;

  constructor(private readonly load: IncrementalLoad) {
    this.keeper = keeperOf(load.system, load.target.mode);
    this.lookback = lookbackOf(load.source, load.field);
  }

  get field(): Field {
    return this.load.field;
  }

  get system(): WarehouseSystem {
    return this.load.system;
  }

  /** Rows that were loaded may come again: they are merged, or known by their keys, which changes nothing. */
  get bringsAgain(): boolean {
    return this.load.target.mode === 'merge' || this.lookback !== undefined;
  }

  /** A row without a cursor would be loaded by every run. */
  get needsCursor(): boolean {
    return this.field.nullable && !this.bringsAgain;
  }

  /** Statements whose last answer is from where on to read, as text: nothing before the first load. */
  find(): string[] {
    const { system, createTarget } = this.load;
    const make =
      this.keeper === 'target' ? createTarget : [...this.createTable(), ...dialects[system].begin(this.row)];
    return [...make, this.start()];
  }

  /** Keeps another load of the same rows waiting until this one is through. */
  hold(): string[] {
    return this.keeper === 'table' ? dialects[this.load.system].hold(this.row) : [];
  }

  /** Moves the watermark to the highest cursor of what has landed; where nothing has, it stays. */
  advance(landed: string): string {
    const highest = this.highestOf(this.load.landed, landed);
    return dialects[this.system].advance(this.row, highest, this.field);
  }

  /** Condition on the source's rows, in the words of the system that reads them. */
  newRows(taskId: string, reader: WarehouseSystem): { set: string; condition: string } {
    const { field, read } = this.load;
    const later: Expression = {
      kind: 'binary',
      operator: this.bringsAgain ? '>=' : '>',
      left: read,
      right: { kind: 'cast', operand: { kind: 'parameter', name: variable }, type: field.type },
    };
    const orUnknown: Expression = {
      kind: 'binary',
      operator: 'or',
      left: later,
      right: { kind: 'is', operand: read, test: 'null', negated: false },
    };
    const zone = isInstant(field) ? dialects[reader].utc : '';
    const text = printExpression(field.nullable ? orUnknown : later, reader, {
      parameterText: () => `'${jinjaMark(`{{ ${variable} }}`)}${zone}'`,
    });
    return {
      set: jinjaMark(`{% set ${variable} = ti.xcom_pull(task_ids=${JSON.stringify(taskId)}) %}`),
      condition: jinjaMark(`{% if ${variable} %}(${templateText(text)}){% else %}TRUE{% endif %}`),
    };
  }

  /** Condition on landed rows: not one that an earlier load has brought. Before the first load that is every row. */
  notLoaded(): Expression {
    const { landed } = this.load;
    return {
      kind: 'is',
      test: 'true',
      negated: true,
      operand: {
        kind: 'binary',
        operator: this.bringsAgain ? '<' : '<=',
        left: landed,
        right: { kind: 'subquery', query: this.kept() },
      },
    };
  }

  private kept() {
    const { system, field } = this.load;
    const value: Expression = { kind: 'column', name: 'value' };
    const zone = isInstant(field) ? dialects[system].utc : '';
    const zoned: Expression = { kind: 'binary', operator: '||', left: value, right: textOf(zone) };
    const from: Relation = {
      kind: 'native',
      text: `(\n${indented(this.start())}\n)`,
      alias: 'last_load',
      schema: { fields: [{ name: 'value', type: simple('string'), nullable: true }] },
    };
    return {
      kind: 'select' as const,
      items: [
        {
          expression: { kind: 'cast' as const, operand: zone ? zoned : value, type: field.type },
          alias: 'value',
        },
      ],
      from,
    };
  }

  /** A query for where reading starts: at the end of the last load, or so far before it as is looked back. */
  private start(): string {
    const dialect = dialects[this.load.system];
    const end = this.keeper === 'table' ? dialect.find(this.row) : this.highestInTarget();
    if (!this.lookback) return end;
    const value = dialect.earlier('load.value', this.lookback);
    return `SELECT ${value} AS value\nFROM (\n${indented(end)}\n) AS load`;
  }

  private highestInTarget(): string {
    return this.highestOf({ kind: 'column', name: this.load.field.name }, this.targetName);
  }

  /** The highest cursor as text that every system reads alike; NULL where there is none. */
  private highestOf(cursor: Expression, table: string): string {
    const { system, field } = this.load;
    const text = dialects[system].text(printExpression(cursor, system), field);
    return `SELECT ${text} AS value\nFROM ${table}`;
  }

  private createTable(): string[] {
    const { system } = this.load;
    return createStatements({
      system,
      object: this.tablePath.join('.'),
      schema: { fields: tableFields },
      keys: tableKeys,
      layout: dialects[system].layout,
      ifNotExists: true,
      createContainer: true,
    });
  }

  /** Beside the target, so that one right is enough: to write there. */
  private get tablePath(): string[] {
    return [...pathOf(this.load.target.object).slice(0, -1), tableName];
  }

  private get targetName(): string {
    return quotedPath(pathOf(this.load.target.object), this.load.system);
  }

  private get row(): KeptRow {
    const { system, pipeline, source, target } = this.load;
    const values = [pipeline, source.id, target.id].map((value) => quoteText(value, system));
    return {
      table: quotedPath(this.tablePath, system),
      values,
      where: tableKeys.map((name, index) => `${name} = ${values[index]}`).join(' AND '),
    };
  }
}

const textOf = (value: string): Expression => ({ kind: 'literal', value, type: simple('string') });

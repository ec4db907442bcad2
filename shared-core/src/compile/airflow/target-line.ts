import { createStatements } from '../../ddl';
import { lowerStep, type Plan } from '../../plan';
import type { StepOf } from '../../spec';
import { printQuery, quoteName, type Query, type Relation, type SelectItem } from '../../sql';
import type { Field } from '../../schema';
import { appendAtOnce, publications } from '../publications';
import { checksOf } from './checks';
import { cursorAsRead, cursorField } from './cursor-field';
import {
  isWarehouse,
  type Database,
  type HomeSystem,
  type SqlFile,
  type Task,
  type WarehouseSystem,
} from './dag';
import { fileQuery } from './file-query';
import { workOf, writeFile } from './file-target';
import { homeOf, type Home } from './home';
import { factsOf, landedRelation, landedType, quotedPath, type FileFacts, type Sources } from './landing';
import { lineageFile } from './lineage-file';
import { assetName, parameterText, pathOf, placeOf, shortName, slug } from './names';
import { lineTo, sourcesOf, systemOf, targetsOf, type Planned } from './plan-line';
import { newRows, newRowsOf } from './new-rows';
import { transfers } from './transfers';
import { Watermark } from './watermark';

/** The operator opens and ends the transaction itself. */
const isWork = (statement: string) => statement !== 'BEGIN' && statement !== 'COMMIT';

/** Everything that one target needs: its landings, checks, publication and clean-up. */
export class TargetLine {
  private readonly step: StepOf<'target'>;
  private readonly database: Database;
  private readonly home: Home;
  private readonly landed: Planned<'source'>[];
  private readonly watermarks: ReadonlyMap<string, Watermark>;

  constructor(
    private readonly plan: Plan,
    private readonly planned: Planned<'target'>,
    private readonly sources: Sources,
  ) {
    this.step = planned.step;
    const { connection } = this.step;
    const system = systemOf(plan, this.step);
    this.database = isWarehouse(system) ? { kind: system, connection } : workOf(plan.spec.name, this.step);
    this.home = homeOf(this.database);
    const all = sourcesOf(plan, this.step.id);
    // What a cursor brings is landed even beside its source: the watermark and the rows must be of one reading.
    this.landed = all.filter(
      ({ step }) => step.connection !== connection || step.cursor || this.home.system === 'duckdb',
    );
    this.watermarks = new Map(
      all.flatMap(({ step }) => {
        const field = cursorField(plan, step);
        return field ? [[step.id, this.watermark(step, field)]] : [];
      }),
    );
  }

  story(): string {
    const from = sourcesOf(this.plan, this.step.id).map(({ step }) => placeOf(step));
    return `${from.join(', ')} → ${this.step.connection}/${this.step.object} (${this.step.mode})`;
  }

  tasks(): Task[] {
    return [
      ...this.landed.flatMap((source) => [...this.findWatermark(source), this.land(source)]),
      ...this.checks(),
      this.home.system === 'duckdb' ? this.save() : this.publish(),
      ...this.keepWatermarks(),
      ...this.cleanUp(),
    ];
  }

  edges(): [string, string][] {
    const ids = (tasks: Task[]) => tasks.map(({ id }) => id);
    // DuckDB's file belongs to one process at a time.
    if (this.home.system === 'duckdb') return inTurn(ids(this.tasks()));
    const checks = this.checks();
    const gates = ids(checks.filter(({ kind }) => kind === 'check'));
    const warnings = ids(checks.filter(({ kind }) => kind === 'warning'));
    const publish = [this.publishId];
    const kept = ids(this.keepWatermarks());
    const each = (from: string[], to: string[]) =>
      from.flatMap((one) => to.map((next): [string, string] => [one, next]));
    return [
      ...this.landed.flatMap((source) => each(ids(this.findWatermark(source)), [this.landId(source.step)])),
      ...each(
        this.landed.map(({ step }) => this.landId(step)),
        [...(gates.length ? gates : publish), ...warnings],
      ),
      ...each(gates, publish),
      ...each(publish, kept),
      ...each([...(kept.length ? kept : publish), ...warnings], ids(this.cleanUp())),
    ];
  }

  private watermark(source: StepOf<'source'>, field: Field): Watermark {
    const read = cursorAsRead(this.plan, source, field);
    return new Watermark({
      pipeline: this.plan.spec.name,
      source,
      field,
      read,
      landed: isWarehouse(systemOf(this.plan, source)) ? { kind: 'column', name: field.name } : read,
      target: this.step,
      system: this.home.system as WarehouseSystem,
      createTarget: this.createTarget(),
    });
  }

  private findWatermark({ step }: Planned<'source'>): Task[] {
    const watermark = this.watermarks.get(step.id);
    if (!watermark) return [];
    const id = this.taskId('watermark', step);
    const doc = `Finds out where the last load of ${placeOf(step)} ended, by ${step.cursor?.field}`;
    const sql = this.sqlFile(
      id,
      `How far ${placeOf(step)} was read, by ${step.cursor?.field}`,
      watermark.find(),
    );
    return [{ kind: 'watermark', id, doc, database: this.database, sql }];
  }

  private land(source: Planned<'source'>): Task {
    const { step } = source;
    const system = systemOf(this.plan, step);
    const id = this.landId(step);
    const fields = this.landedFields(source);
    const prepare = this.sqlFile(
      id,
      `Makes the table in which ${placeOf(step)} lands`,
      this.home.makeLanded(this.landedPath(step), fields, this.step.create === 'auto'),
    );
    const base = { kind: 'copy' as const, id, doc: this.landDoc(step), target: this.database, prepare };
    return isWarehouse(system)
      ? {
          ...base,
          source: { kind: system, connection: step.connection },
          query: this.extract(source, system),
          insert: this.filling(step, this.home.takeRows(this.landedName(step), fields)),
        }
      : { ...base, ...this.fromFile(step, fields) };
  }

  /** A file goes as it is where the target takes it; DuckDB reads it where not. */
  private fromFile(step: StepOf<'source'>, fields: Field[]) {
    const facts = this.facts(step);
    const table = this.landedName(step);
    const asItIs = this.home.takeFile(table, fields, facts);
    if (asItIs !== undefined) return { source: this.file(step), insert: this.filling(step, asItIs) };
    const { encoding: _encoding, compression: _compression, ...place } = this.file(step);
    const described = this.plan.sources[step.id]?.fields ?? [];
    const comment = `Rows of ${placeOf(step)}, read by DuckDB`;
    return {
      source: { ...place, encoding: 'utf-8' },
      query: this.sqlFile(this.taskId('read', step), comment, [fileQuery(described, facts)]),
      insert: this.filling(step, this.home.takeTexts(table, fields)),
    };
  }

  private filling(step: StepOf<'source'>, insert: string): string | SqlFile {
    if (this.home.system !== 'duckdb') return insert;
    return this.sqlFile(this.taskId('fill', step), `Takes the rows of ${placeOf(step)}`, [insert]);
  }

  private landDoc(step: StepOf<'source'>): string {
    return step.cursor && isWarehouse(systemOf(this.plan, step))
      ? `What is new in ${placeOf(step)} since then lands beside the target, row by row as it is`
      : `${placeOf(step)} lands beside the target, row by row as it is`;
  }

  private file(step: StepOf<'source'>) {
    const { encoding, compression } = this.facts(step);
    return {
      kind: 'file' as const,
      connection: step.connection,
      path: step.object,
      encoding: encoding.toLowerCase(),
      compression: compression === undefined ? undefined : ('gzip' as const),
    };
  }

  /** The source's rows in its own words, since the last load where it has a cursor. */
  private extract({ step }: Planned<'source'>, system: WarehouseSystem): SqlFile {
    const id = this.taskId('read', step);
    const query = lowerStep(this.plan, step.id, {
      relationOf: (one) => ({ kind: 'table', path: pathOf(one.object) }),
      parameters: 'keep',
    });
    const watermark = this.watermarks.get(step.id);
    if (!watermark)
      return this.sqlFile(id, `Rows of ${placeOf(step)}`, [
        transfers[system].select(this.print(query, system)),
      ]);
    const { set, condition } = watermark.newRows(this.taskId('watermark', step), system);
    const text = this.print(newRowsOf(query, this.cursorItem(step)), system, { [newRows]: condition });
    const comment = `Rows of ${placeOf(step)} since the last load, by ${step.cursor?.field}; all of them on the first`;
    return this.sqlFile(id, comment, [`${set}\n${transfers[system].select(text)}`]);
  }

  private cursorItem(step: StepOf<'source'>): SelectItem {
    const field = cursorField(this.plan, step) as Field;
    return { expression: cursorAsRead(this.plan, step, field), alias: field.name };
  }

  /** Fields of a landed table: of a file all, of a table what is read; the cursor in any case. */
  private landedFields({ step, schema }: Planned<'source'>): Field[] {
    if (!isWarehouse(systemOf(this.plan, step))) return this.fileFields(step);
    const cursor = cursorField(this.plan, step);
    const isThere = schema.fields.some(({ name }) => name === cursor?.name);
    return cursor && !isThere ? [...schema.fields, cursor] : schema.fields;
  }

  private fileFields(step: StepOf<'source'>): Field[] {
    const described = this.plan.sources[step.id]?.fields ?? [];
    return described.map((field) => ({
      ...field,
      type: this.home.system === 'duckdb' ? field.type : landedType(field, this.facts(step)),
      nullable: true,
    }));
  }

  private checks(): Task[] {
    const line = new Set(lineTo(this.plan, this.step.id));
    const rules = checksOf(this.plan, (step) => line.has(step), this.lowering()).map((rule): Task => {
      const { step, name, stops, query } = rule;
      const id = `check_${step}_${slug(name)}${this.ownEnd}`;
      const doc = stops
        ? `Stops the run when rows break the rule "${name}"`
        : `Tells how many rows break the rule "${name}"`;
      const sql = this.sqlFile(id, `Rule "${name}"`, [this.print(query)]);
      return { kind: stops ? 'check' : 'warning', id, doc, database: this.database, sql };
    });
    return [...this.cursorChecks(), ...rules];
  }

  /** An appended row without a cursor would be appended by every run. */
  private cursorChecks(): Task[] {
    return this.landed.flatMap(({ step }): Task[] => {
      const field = cursorField(this.plan, step);
      if (!field?.nullable || this.step.mode !== 'append') return [];
      const id = this.taskId('check', step, '_cursor');
      const doc = `Stops the run when ${field.name} is NULL: nothing could tell whether that row was loaded`;
      const query = `SELECT count(*) = 0 AS holds\nFROM ${this.landedRows(step)}\nWHERE ${quoteName(field.name, this.home.system)} IS NULL`;
      const sql = this.sqlFile(id, `Every row of ${placeOf(step)} has ${field.name}`, [query]);
      return [{ kind: 'check', id, doc, database: this.database, sql }];
    });
  }

  private publish(): Task {
    const { object, mode, keys } = this.step;
    const quote = (name: string) => quoteName(name, this.home.system);
    const path = pathOf(object);
    const watermarks = [...this.watermarks.values()];
    const asksTarget = watermarks.some(({ keeper }) => keeper === 'target');
    const publication = asksTarget ? appendAtOnce : publications[this.home.system][mode];
    const statements = publication({
      name: (suffix = '') => quotedPath([...path.slice(0, -1), `${path.at(-1)}${suffix}`], this.home.system),
      fields: this.planned.schema.fields.map((field) => quote(field.name)),
      keys: (keys ?? []).map(quote),
      create: this.createTarget(),
      query: this.print(lowerStep(this.plan, this.step.id, this.lowering())),
    }).filter(isWork);
    const sql = this.sqlFile(this.publishId, `${object}, mode ${mode}`, [
      ...watermarks.flatMap((watermark) => watermark.hold()),
      ...statements,
      ...(this.isTransactional ? this.advances() : []),
    ]);
    return {
      kind: 'statements',
      id: this.publishId,
      doc: `Works the rows out and publishes them into ${object} (${mode})${this.isTransactional && watermarks.length ? ', and keeps how far the source was read' : ''}`,
      database: this.database,
      sql,
      ...this.announcement(),
    };
  }

  private save(): Task {
    const { object, connection } = this.step;
    const query = this.print(lowerStep(this.plan, this.step.id, this.lowering()));
    return {
      kind: 'save',
      id: this.publishId,
      doc: `Works the rows out and writes ${object}, which takes the old one's place at once`,
      database: this.database,
      target: { kind: 'file', connection, path: object, encoding: 'utf-8' },
      sql: this.sqlFile(this.publishId, object, [writeFile(query, object, this.planned.schema)]),
      ...this.announcement(),
    };
  }

  /** What the task that publishes tells Airflow and OpenLineage. */
  private announcement() {
    const steps = sourcesOf(this.plan, this.step.id).map(({ step }) => step);
    const path = `sql/${slug(this.plan.spec.name)}/${this.publishId}.lineage.json`;
    return { outlet: assetName(this.step), lineage: lineageFile(this.plan, this.step, steps, path) };
  }

  private createTarget(): string[] {
    const { object, keys, layout, create } = this.step;
    const { system } = this.home;
    if (create !== 'auto' || system === 'duckdb') return [];
    return createStatements({
      system,
      object,
      schema: this.planned.schema,
      layout,
      keys,
      ifNotExists: true,
      createContainer: true,
    });
  }

  /** All statements of a task are one transaction. */
  private get isTransactional(): boolean {
    return this.home.system === 'postgresql';
  }

  /** Statements that move the watermarks; none where the target's own rows tell. */
  private advances(): string[] {
    return this.landed.flatMap(({ step }) => {
      const watermark = this.watermarks.get(step.id);
      return watermark?.keeper === 'table' ? [watermark.advance(this.landedRows(step))] : [];
    });
  }

  private keepWatermarks(): Task[] {
    const advances = this.isTransactional ? [] : this.advances();
    if (advances.length === 0) return [];
    const id = `keep_watermark_${this.step.id}`;
    const doc =
      'Keeps how far the sources were read; until then the same rows are merged again, which changes nothing';
    const sql = this.sqlFile(id, 'How far the sources were read', advances);
    return [{ kind: 'statements', id, doc, database: this.database, sql }];
  }

  private cleanUp(): Task[] {
    if (this.landed.length === 0) return [];
    const id = `clean_up_${this.step.id}`;
    if (this.home.system === 'duckdb')
      return [
        {
          kind: 'remove',
          id,
          doc: 'Removes the file in which the rows were worked on',
          database: this.database,
        },
      ];
    const drops = this.landed.map(({ step }) => `DROP TABLE IF EXISTS ${this.landedName(step)}`);
    const sql = this.sqlFile(id, 'Drops the landed tables', drops);
    return [{ kind: 'statements', id, doc: 'Drops the landed tables', database: this.database, sql }];
  }

  private lowering() {
    const landed = new Set(this.landed.map(({ step }) => step.id));
    return {
      relationOf: (step: StepOf<'source'>): Relation =>
        landed.has(step.id) ? this.rowsToLoad(step) : { kind: 'table', path: pathOf(step.object) },
      isRead: (step: StepOf<'source'>) => landed.has(step.id) && isWarehouse(systemOf(this.plan, step)),
      parameters: 'keep' as const,
    };
  }

  /** Landed rows that no earlier load has brought, where the reading could not leave them out. */
  private rowsToLoad(step: StepOf<'source'>): Relation {
    const relation = this.landedRelation(step);
    const watermark = this.watermarks.get(step.id);
    const isFresh = this.step.mode === 'merge' && isWarehouse(systemOf(this.plan, step));
    if (!watermark || isFresh) return relation;
    const query: Query = {
      kind: 'select',
      items: [{ expression: { kind: 'star' } }],
      from: relation,
      where: watermark.notLoaded(),
    };
    return { kind: 'derived', query, alias: 'new_rows' };
  }

  private landedRelation(step: StepOf<'source'>): Relation {
    const fields = this.plan.sources[step.id]?.fields ?? [];
    const path = this.landedPath(step);
    return this.home.system === 'duckdb'
      ? { kind: 'table', path }
      : landedRelation(path, fields, this.facts(step));
  }

  /** Landed rows as SQL may name them after FROM. */
  private landedRows(step: StepOf<'source'>): string {
    const relation = this.landedRelation(step);
    if (relation.kind === 'table') return this.landedName(step);
    const query: Query = { kind: 'select', items: [{ expression: { kind: 'star' } }], from: relation };
    return `(\n${this.print(query)}\n) AS landed_rows`;
  }

  /** Landed tables stand beside the target, so that one right is enough: to write there. */
  private landedPath(step: StepOf<'source'>): string[] {
    const ends = targetsOf(this.plan).length === 1 ? [] : [this.step.id];
    const name = [this.plan.spec.name, step.id, ...ends].map(slug).join('__');
    const container = this.home.system === 'duckdb' ? [] : pathOf(this.step.object).slice(0, -1);
    return [...container, shortName(name)];
  }

  private landedName(step: StepOf<'source'>): string {
    return quotedPath(this.landedPath(step), this.home.system);
  }

  private landId(step: StepOf<'source'>): string {
    return this.taskId('land', step);
  }

  /** A source that feeds several targets is landed for each. */
  private taskId(verb: string, step: StepOf<'source'>, end = ''): string {
    return `${verb}_${step.id}${this.ownEnd}${end}`;
  }

  /** Tasks of several targets are told apart by it. */
  private get ownEnd(): string {
    return targetsOf(this.plan).length === 1 ? '' : `_for_${this.step.id}`;
  }

  private get publishId(): string {
    return `publish_${this.step.id}`;
  }

  private facts(step: StepOf<'source'>): FileFacts {
    return factsOf(step, this.sources.facts?.[step.id]);
  }

  private print(
    query: Query,
    system: HomeSystem = this.home.system,
    known: Record<string, string> = {},
  ): string {
    return printQuery(query, system, {
      parameterText: (name) =>
        known[name] ?? parameterText(name, this.plan.spec.parameters[name]?.type ?? 'string', system),
    });
  }

  private sqlFile(task: string, comment: string, statements: string[]): SqlFile {
    return { path: `sql/${slug(this.plan.spec.name)}/${task}.sql`, comment, statements };
  }
}

const inTurn = (ids: string[]): [string, string][] =>
  ids.slice(1).map((id, index) => [ids[index] as string, id]);

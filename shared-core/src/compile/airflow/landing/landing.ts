import type { Plan } from '../../../plan';
import type { Field } from '../../../schema';
import type { StepOf } from '../../../spec';
import type { Expression, Query, Relation } from '../../../sql';
import { cursorField } from '../cursor/cursor-field';
import type { Watermark } from '../cursor/watermark';
import { isWarehouse, type Database, type Task } from '../dag';
import type { Home } from '../home/home';
import { placeOf, quotedPath, shortName, slug } from '../names';
import { systemOf, type Planned } from '../plan-line';
import { SqlText } from '../sql-text';
import { extractionOf } from './extraction';
import { factsOf, type FileFacts, type Sources } from './file-facts';
import { fileQuery } from './file-query';

/** Where a source lands. */
export interface LandingPlace {
  home: Home;
  database: Database;
  /** What the table stands in; made where it is missing, if it may be. */
  container: string[];
  createContainer: boolean;
  /** The target it is for, where a source lands more than once. */
  target?: string;
}

/** A source whose rows lie beside a target, as they are, while they are worked on. */
export class Landing {
  readonly step: StepOf<'source'>;
  private readonly facts: FileFacts;
  private readonly sql: SqlText;

  constructor(
    private readonly plan: Plan,
    private readonly source: Planned<'source'>,
    private readonly place: LandingPlace,
    sources: Sources,
    readonly watermark?: Watermark,
  ) {
    this.step = source.step;
    this.facts = factsOf(this.step, sources.facts?.[this.step.id]);
    this.sql = new SqlText(plan.spec);
  }

  /** The id of a task that does something with this source. */
  taskId(verb: string, end = ''): string {
    const { target } = this.place;
    return `${verb}_${this.step.id}${target === undefined ? '' : `_for_${target}`}${end}`;
  }

  get home(): Home {
    return this.place.home;
  }

  get database(): Database {
    return this.place.database;
  }

  /** The landed table, quoted. */
  get table(): string {
    return quotedPath(this.path, this.home.system);
  }

  /** The landed rows have the source's `where`, cursor and declared types applied. */
  get isRead(): boolean {
    return isWarehouse(this.system);
  }

  /** What the pipeline's SQL reads: landed rows that no earlier load has brought. */
  get relation(): Relation {
    const { watermark } = this;
    if (!watermark || (this.isRead && watermark.bringsAgain)) return this.landed;
    return { kind: 'derived', query: all(this.landed, watermark.notLoaded()), alias: 'new_rows' };
  }

  /** The same as SQL may name them after FROM. */
  get rows(): string {
    if (this.landed.kind === 'table') return this.table;
    return `(\n${this.sql.print(all(this.landed), this.home.system)}\n) AS landed_rows`;
  }

  /** The task that lands the rows. */
  land(): Task {
    const { home, database } = this;
    const id = this.taskId('land');
    const { insert, ...from } = this.copied();
    const sql = this.sql.file(id, `Takes the rows of ${placeOf(this.step)} as they are`, [
      ...home.makeLanded(this.path, this.fields, this.place.createContainer),
      insert,
    ]);
    const isSince = this.watermark !== undefined && this.isRead;
    const doc = isSince
      ? `What is new in ${placeOf(this.step)} since then lands beside the target, row by row as it is`
      : `${placeOf(this.step)} lands beside the target, row by row as it is`;
    return { kind: 'copy', id, doc, target: database, sql, ...from };
  }

  private copied() {
    const { system, step } = this;
    if (!isWarehouse(system)) return this.fromFile();
    const tasks = { read: this.taskId('read'), watermark: this.taskId('watermark') };
    return {
      source: { kind: system, connection: step.connection },
      query: extractionOf(this.plan, step, system, tasks, this.watermark),
      insert: this.home.takeRows(this.table, this.fields),
    };
  }

  /** A file goes as it is where the target takes it; DuckDB reads it where not. */
  private fromFile() {
    const { step, facts } = this;
    const { home } = this;
    const { encoding, compression } = facts;
    const file = { kind: 'file' as const, connection: step.connection, path: step.object };
    const asItIs = home.takeFile(this.table, this.fields, facts);
    if (asItIs !== undefined) {
      const gzip = compression === undefined ? undefined : ('gzip' as const);
      const source = { ...file, encoding: encoding.toLowerCase(), compression: gzip };
      return { source, insert: asItIs };
    }
    const comment = `Rows of ${placeOf(step)}, read by DuckDB`;
    return {
      source: { ...file, encoding: 'utf-8' },
      query: this.sql.file(this.taskId('read'), comment, [fileQuery(this.described, facts)]),
      insert: home.takeTexts(this.table, this.fields),
    };
  }

  private get system(): string {
    return systemOf(this.plan, this.step);
  }

  private get described(): Field[] {
    return this.plan.sources[this.step.id]?.fields ?? [];
  }

  /** Of a file all fields, of a table what is read; the cursor in any case. */
  private get fields(): Field[] {
    if (!this.isRead) {
      const { home } = this;
      return this.described.map((field) => ({
        ...field,
        type: home.landedType(field, this.facts),
        nullable: true,
      }));
    }
    const { fields } = this.source.schema;
    const cursor = cursorField(this.plan, this.step);
    return cursor && !fields.some(({ name }) => name === cursor.name) ? [...fields, cursor] : fields;
  }

  /** All landed rows. */
  get landed(): Relation {
    return this.home.relationOf(this.path, this.described, this.facts);
  }

  private get path(): string[] {
    const { container, target } = this.place;
    const ends = target === undefined ? [] : [target];
    const name = [this.plan.spec.name, this.step.id, ...ends].map(slug).join('__');
    return [...container, shortName(name)];
  }
}

const all = (from: Relation, where?: Expression): Query => ({
  kind: 'select',
  items: [{ expression: { kind: 'star' } }],
  from,
  where,
});

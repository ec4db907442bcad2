import type { ChdbResult, Session } from 'chdb';
import { mkdir } from 'node:fs/promises';
import { locatePackage } from '../packages';
import { exceptionOf } from './exceptions';
import { quoteName, quoteText } from './quote';

type Chdb = typeof import('chdb');

/** clickhouse-local, which chdb is, takes `1 + 1` for a statement; a server does not. */
const likeServer = ['--implicit_select=0'];

/** ClickHouse's engine on its folder: one a process. @internal */
export class Engine {
  private constructor(
    private readonly chdb: Chdb,
    private readonly dir: string,
    private readonly keeper: Session,
    readonly version: string,
    readonly timezone: string,
  ) {}

  static async open(dir: string): Promise<Engine> {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- found beside this package or in the working directory
    const chdb = require(locatePackage('ClickHouse')) as Chdb;
    await mkdir(dir, { recursive: true });
    const keeper = new chdb.Session(dir);
    const facts = await keeper.queryAsync('SELECT version(), timezone()', { format: 'JSONCompactEachRow' });
    const [version, timezone] = facts.json<[string, string]>();
    return new Engine(chdb, dir, keeper, version, timezone);
  }

  /** A connection of its own: settings, database, parameters and temporary tables live and end with it. */
  connect(): EngineSession {
    return new EngineSession(new this.chdb.Session(this.dir, { connectionArgs: likeServer }));
  }

  /** Stops the statement that carries the tag; the engine gives up at the next block of rows. */
  async kill(tag: string): Promise<void> {
    await this.keeper.queryAsync(`KILL QUERY WHERE startsWith(query, ${quoteText(commentOf(tag))}) ASYNC`);
  }

  /** Stops what still runs and waits for it, so that the folder is left in order. */
  async close(): Promise<void> {
    await this.keeper.queryAsync(`KILL QUERY WHERE NOT startsWith(query, 'KILL') ASYNC`);
    this.keeper.close();
    await this.chdb.drainPending();
  }
}

/** A comment in front of a statement by which `system.processes` shows it; no tag can end it early. */
const commentOf = (tag: string) => `/* ${encodeURIComponent(tag)} */ `;

/** @internal */
export class EngineSession {
  constructor(private readonly session: Session) {}

  run(sql: string, format = 'TabSeparated'): Promise<ChdbResult> {
    return this.session.queryAsync(sql, { format });
  }

  /** Runs a statement that {@link Engine.kill} finds; places in its errors count from its own first character. */
  async runTagged(tag: string, sql: string, format?: string): Promise<ChdbResult> {
    const comment = commentOf(tag);
    try {
      return await this.run(comment + sql, format);
    } catch (error) {
      throw exceptionOf(error, comment.length);
    }
  }

  /** Applied by the engine itself, value by value, so nothing of a value is ever read as SQL. */
  async set(settings: [name: string, value: string][]): Promise<void> {
    if (settings.length === 0) return;
    await this.run(
      `SET ${settings.map(([name, value]) => `${quoteName(name)} = ${quoteText(value)}`).join(', ')}`,
    );
  }

  async use(database: string): Promise<void> {
    await this.run(`USE ${quoteName(database)}`);
  }

  close(): void {
    this.session.close();
  }
}

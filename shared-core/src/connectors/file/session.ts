import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, type Engine } from '../../engine';
import { settingProblems } from '../setting-problems';
import { connectorErrors } from '../errors';
import { fileConfigSchema, type FileSettings } from './config';
import { failureOf, type Doing } from './failure';
import type { Inspected } from './inspect';
import type { Place } from './paths';

/** An open connection to files: its root, and an engine that is opened when it is first needed. @internal */
export class FileSession implements Place {
  /** What was found in files, by path, size, time and options; a file that changes is looked at again. */
  readonly inspected = new Map<string, Promise<Inspected>>();
  private opening?: Promise<Engine>;
  private closed = false;

  private constructor(
    readonly connection: string,
    readonly root: string | undefined,
  ) {}

  static async open(connection: string, settings: unknown): Promise<FileSession> {
    const parsed = fileConfigSchema.safeParse(settings);
    if (!parsed.success) {
      const problems = settingProblems(parsed.error);
      throw connectorErrors['bad-settings']({ connection, problems });
    }
    return new FileSession(connection, await rootOf(connection, parsed.data));
  }

  /** Runs what may fail, with the failure told in our words. */
  async attempt<T>(doing: Omit<Doing, 'connection'>, work: () => Promise<T>): Promise<T> {
    if (this.closed) throw connectorErrors.closed({ connection: this.connection });
    if (doing.signal?.aborted) throw connectorErrors.cancelled({ connection: this.connection });
    try {
      return await work();
    } catch (cause) {
      throw await failureOf(cause, { connection: this.connection, ...doing });
    }
  }

  /** For short looks at files; a read or a write opens its own. */
  engine(): Promise<Engine> {
    return (this.opening ??= openEngine());
  }

  /** A folder for what has to be put right before the engine can read it. */
  async temporary(): Promise<{ path: string; release(): Promise<void> }> {
    const path = await realpath(await mkdtemp(join(tmpdir(), 'ai-etl-file-')));
    return { path, release: () => rm(path, { recursive: true, force: true }) };
  }

  async close(): Promise<void> {
    this.closed = true;
    const engine = await this.opening?.catch(() => undefined);
    await engine?.close();
  }
}

async function rootOf(connection: string, { root }: FileSettings): Promise<string | undefined> {
  if (root === undefined) return undefined;
  try {
    const path = await realpath(root);
    if ((await stat(path)).isDirectory()) return path;
  } catch (cause) {
    throw await failureOf(cause, { connection, object: root, path: root });
  }
  throw connectorErrors['bad-settings']({
    connection,
    problems: [{ en: `root: "${root}" is not a folder`, ru: `root: «${root}» — не папка` }],
  });
}

import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a node gave in a run. */
export interface NodeRun {
  outputs: {
    json: Record<string, unknown>;
    binary?: Record<string, { id?: string; directory?: string; fileName?: string }>;
    pairedItem?: unknown;
  }[][];
  json: Record<string, any>[]; // eslint-disable-line @typescript-eslint/no-explicit-any -- what a node gives is the test's to know
  error?: { message: string; description?: string; itemIndex?: number };
  hints: { message: string }[];
}

/** What a run gave. */
export interface WorkflowRun {
  status: string;
  error?: { message: string; description?: string; node?: string };
  nodes: Record<string, NodeRun>;
}

interface Raw {
  data: { resultData: { runData: Record<string, unknown> } };
}

/** Where the local databases are. */
export interface LocalServerAddress {
  system: string;
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Addresses of what runs for the test. */
export interface Started {
  servers: LocalServerAddress[];
  files: string;
  url: string;
  cookie: string;
  owner: { email: string; password: string };
  pid: number;
}

/** What a test may ask for. */
export interface StartOptions {
  /** Of flights.csv. */
  rows: number;
  /** Besides those of the local databases. */
  credentials?: { id: string; name: string; type: string; data: object }[];
  environment?: Record<string, string>;
}

/** A real n8n with our pack, local databases and sample data, in processes of their own. */
export class N8nUnderTest {
  private readonly waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  private next = 0;
  started!: Started;

  private constructor(
    private readonly child: ChildProcess,
    private readonly dir: string,
  ) {
    child.on('message', (message) =>
      this.settle(message as { id: number; result?: unknown; error?: string }),
    );
    child.on('exit', (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`the rig ended with ${code}`));
    });
  }

  static async start(options: StartOptions): Promise<N8nUnderTest> {
    const script = resolve(__dirname, '../../scripts/n8n/rig-process.mjs');
    const dir = await mkdtemp(join(tmpdir(), 'ai-etl-n8n-'));
    const test = new N8nUnderTest(
      fork(script, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
      dir,
    );
    try {
      test.started = await test.call<Started>('start', { dir, ...options });
      return test;
    } catch (error) {
      await test.end().catch(() => undefined);
      throw error;
    }
  }

  importWorkflows(workflows: object[] | string): Promise<{ id: string; name: string }[]> {
    return this.call('importWorkflows', workflows);
  }

  /** Headless: `n8n execute`, a process of its own. */
  execute(id: string): Promise<WorkflowRun> {
    return this.call('execute', id);
  }

  /** In the server, as the editor's button does. */
  run(id: string): Promise<WorkflowRun> {
    return this.call('run', id);
  }

  /** The editor's own API, as the owner. */
  request<T>(method: string, path: string, body?: object): Promise<T> {
    return this.call('request', method, path, body);
  }

  /** Publishes a workflow, so that its trigger works by itself. */
  async activate(id: string): Promise<void> {
    const { data } = await this.request<{ data: { versionId: string } }>('GET', `/rest/workflows/${id}`);
    await this.request('POST', `/rest/workflows/${id}/activate`, { versionId: data.versionId });
  }

  deactivate(id: string): Promise<unknown> {
    return this.request('POST', `/rest/workflows/${id}/deactivate`, {});
  }

  /** Waits for the first execution of a workflow that has ended, and gives its outcome. */
  executed(id: string): Promise<WorkflowRun> {
    return this.call('executed', id);
  }

  /** Runs what leads to a node, with what an earlier run left, as the editor's "Execute step" does. */
  executeStep(id: string, node: string, earlier: WorkflowRun): Promise<WorkflowRun> {
    return this.call(
      'executeStep',
      id,
      node,
      (earlier as unknown as { raw: Raw }).raw.data.resultData.runData,
    );
  }

  /** Ends n8n and starts it again over the same data. */
  async restart(): Promise<void> {
    this.started = { ...this.started, ...(await this.call<Partial<Started>>('restart')) };
  }

  startWorker(): Promise<{ pid: number }> {
    return this.call('startWorker');
  }

  stopWorkers(): Promise<void> {
    return this.call('stopWorkers');
  }

  async stop(): Promise<void> {
    await this.call('stop');
    await this.end();
  }

  /** The child stops what it has started when nobody listens any more. */
  private async end(): Promise<void> {
    const ended = new Promise((end) => this.child.once('exit', end));
    this.child.disconnect();
    await ended;
    await rm(this.dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  private call<T>(method: string, ...parameters: unknown[]): Promise<T> {
    const id = this.next++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.child.send({ id, method, parameters });
    });
  }

  private settle({ id, result, error }: { id: number; result?: unknown; error?: string }): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createDoor, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { OpenLineageEvent } from '../../lineage';
import { startPostgresServer, type LocalServerHandle } from '../../local';
import { cases } from '../testing/cases';
import { compile } from '../index';
import { mailSink, type MailSink } from './testing/mail-sink';
import {
  airflowAt,
  binOf,
  connectionTo,
  mustRun,
  rowsOf,
  warningsOf,
  writeFiles,
} from './testing/real-airflow';

if (!mustRun) console.warn('skipped: a real Airflow with its scheduler needs Python (npm test -- --all)');

const version = '3.3';
const dagId = 'flights-on-time';

(mustRun ? describe : describe.skip)('a late run under the scheduler of Airflow 3.3', () => {
  let postgres: LocalServerHandle;
  let mail: MailSink;
  let collector: Server;
  let home: string;
  const events: OpenLineageEvent[] = [];
  const processes: ChildProcess[] = [];

  beforeAll(async () => {
    [postgres, mail] = await Promise.all([startPostgresServer(), mailSink()]);
    collector = createServer(async (request, response) => {
      const body = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
      events.push(JSON.parse(body) as OpenLineageEvent);
      response.writeHead(201).end();
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    home = mkdtempSync(join(tmpdir(), 'ai-etl-late-'));
    mkdirSync(join(home, 'data'));
    writeFileSync(join(home, 'data', 'flights.csv'), 'origin,delay\nSVO,5\n');
  }, 120_000);

  afterAll(async () => {
    for (const one of processes) if (one.exitCode === null) process.kill(-one.pid!, 'SIGTERM');
    await Promise.race([
      Promise.all(processes.map((one) => one.exitCode ?? once(one, 'exit'))),
      pause(20_000),
    ]);
    for (const one of processes) if (one.exitCode === null) process.kill(-one.pid!, 'SIGKILL');
    collector?.close();
    mail?.close();
    await postgres?.stop();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);

  it('sends the mail that the spec asks for, while the run goes on to its end', async () => {
    const { text, schemas } = cases.find(({ name }) => name === 'late-run')!;
    const [web, logs, triggers] = await Promise.all([freePort(), freePort(), freePort()]);
    const airflow = airflowAt(version, home, {
      AIRFLOW__CORE__EXECUTOR: 'LocalExecutor',
      AIRFLOW__CORE__PARALLELISM: '2',
      AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS: 'True',
      AIRFLOW__CORE__EXECUTION_API_SERVER_URL: `http://127.0.0.1:${web}/execution/`,
      AIRFLOW__API__HOST: '127.0.0.1',
      AIRFLOW__API__PORT: String(web),
      AIRFLOW__API__WORKERS: '1',
      AIRFLOW__API_AUTH__JWT_SECRET: 'a'.repeat(64),
      AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT: String(logs),
      AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT: String(triggers),
      AIRFLOW__OPENLINEAGE__TRANSPORT: JSON.stringify({
        type: 'http',
        url: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      }),
      AIRFLOW__OPENLINEAGE__NAMESPACE: 'ai-etl',
      AIRFLOW_CONN_FILES: JSON.stringify({ conn_type: 'fs', extra: { path: join(home, 'data') } }),
      AIRFLOW_CONN_WAREHOUSE: JSON.stringify(connectionTo(postgres, 'postgres')),
      AIRFLOW_CONN_SMTP_DEFAULT: JSON.stringify(smtp(mail.port)),
    });
    const soon = text.replace('sla: 1h', 'sla: 1s').replace(/^schedule: .*$/m, 'schedule: manual');
    writeFiles(home, await compile(soon, 'airflow', { schemas, version }));
    await airflow(['db', 'migrate']);
    expect(await warningsOf(version, home, airflow.environment)).toEqual({ errors: {}, warnings: [] });
    await airflow(['dags', 'reserialize']);
    for (const part of ['api-server', 'dag-processor', 'triggerer', 'scheduler'])
      start(part, airflow.environment);
    await until('the server answers', async () => {
      const answer = await fetch(`http://127.0.0.1:${web}/api/v2/monitor/health`).catch(() => undefined);
      return answer?.ok ?? false;
    });
    await airflow(['dags', 'unpause', dagId]);
    await airflow(['dags', 'trigger', dagId]);

    await until('the mail arrives', async () => mail.messages.length > 0);
    const message = mail.messages.join('\n');
    expect(message).toContain('flights-on-time: not ready after 1 second');
    expect(message).toMatch(/^To: data@example\.org, ?boss@example\.org$/m);
    const ofDag = () => events.filter(({ job }) => job.name === dagId).map(({ eventType }) => eventType);
    await until('the run ends', async () => ofDag().includes('COMPLETE'));
    expect(ofDag()).toEqual(['START', 'COMPLETE']);
    expect(await rowsOf('postgresql', postgres, 'public.flights')).toEqual([{ origin: 'SVO', delay: 5 }]);
  }, 1_800_000);

  function start(part: string, env: NodeJS.ProcessEnv): void {
    const log = openSync(join(home, `${part}.log`), 'a');
    const stdio = ['ignore', log, log] as const;
    processes.push(
      spawn(join(binOf(version), 'airflow'), [part], { env, stdio: [...stdio], detached: true }),
    );
  }

  async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 240; tries += 1) {
      if (await isSo()) return;
      await pause(1000);
    }
    const logs = ['scheduler', 'triggerer'].map((part) =>
      readFileSync(join(home, `${part}.log`), 'utf8').slice(-4000),
    );
    throw new Error(`waited in vain: ${what}\n${logs.join('\n')}`);
  }
});

(mustRun ? describe : describe.skip).each(['2.10', '2.11'])('an SLA that is missed on %s', (old) => {
  // Mail of 2.11 about a failure takes its words from a whole task instance, which only a scheduler has.
  const failure = old === '2.10' ? ['failure'] : [];

  it('is told by mail, called as the scheduler calls it', async () => {
    const mail = await mailSink();
    const folder = mkdtempSync(join(tmpdir(), 'ai-etl-sla-'));
    const { text, schemas } = cases.find(({ name }) => name === 'late-run')!;
    writeFiles(folder, await compile(text, 'airflow', { schemas, version: old }));
    const { environment } = airflowAt(old, folder, {
      AIRFLOW_CONN_SMTP_DEFAULT: JSON.stringify(smtp(mail.port)),
      AIRFLOW__OPENLINEAGE__DISABLED: 'True',
    });
    expect(await warningsOf(old, folder, environment)).toEqual({ errors: {}, warnings: [] });
    const words = ['-c', missing, join(folder, 'dags'), dagId, ...failure];
    await promisify(execFile)(join(binOf(old), 'python'), words, { env: environment });
    expect(mail.messages).toHaveLength(1 + failure.length);
    expect(mail.messages.join('\n')).toContain('flights-on-time: not ready after 1 hour');
    mail.close();
    rmSync(folder, { recursive: true, force: true });
  }, 600_000);
});

/** A scheduler of 2.x calls with the DAG, names of tasks, what blocks them, the SLAs and the blocking instances. */
const missing = `
import sys
from airflow.models.dagbag import DagBag
dag = DagBag(dag_folder=sys.argv[1], include_examples=False).dags[sys.argv[2]]
from types import SimpleNamespace
for notifier in dag.on_failure_callback if sys.argv[3:] else []:
    notifier({"dag": dag, "run_id": "r1", "ti": SimpleNamespace(task_id="t1"), "exception": None})
assert all(task.sla.total_seconds() == 3600 for task in dag.tasks)
dag.sla_miss_callback(dag, "land_flights", "", [], [])
`;

const smtp = (port: number) => ({
  conn_type: 'smtp',
  host: '127.0.0.1',
  port,
  extra: { disable_ssl: true, disable_tls: true, from_email: 'airflow@example.org' },
});

async function freePort(): Promise<number> {
  const door = createDoor().listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  door.close();
  return port;
}

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import aiEtlPlugin from '@ai-etl/backstage-plugin-ai-etl-backend';
import { startPostgresServer, type LocalServerHandle } from '@ai-etl/core';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Client } from 'pg';
import request from 'supertest';
import { parse } from 'yaml';
import { scaffolderModuleAiEtl } from '../module';
import type { realCatalog } from './real-catalog';

const templates = join(__dirname, '../../../../templates/scaffolder');
const flights = 'date,delay,origin\n2024-01-01,20,SVO\n2024-01-02,5,LED\n2024-01-03,40,SVO\n';

/** More of a portal than every test needs. */
export interface PortalOptions {
  /** More plugins and modules. */
  features?: BackendFeature[];
  /** More settings, asked for when it starts. */
  settings?: () => object;
  /** Backstage's own; one that holds nothing but the template being run by default. */
  catalog?: ReturnType<typeof realCatalog>;
}

/** A real backend of scaffolder, store and our module, over a folder of files and a real PostgreSQL. */
export function portalForTests({ features = [], settings = () => ({}), catalog }: PortalOptions = {}) {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let postgres: LocalServerHandle;
  const home = mkdtempSync(join(tmpdir(), 'ai-etl-scaffolder-'));
  const repositories = join(home, 'repositories');
  const entities: Entity[] = [];

  beforeAll(async () => {
    mkdirSync(join(home, 'files'));
    writeFileSync(join(home, 'files', 'flights.csv'), flights);
    writeFileSync(join(home, 'files', 'рейсы.csv'), flights);
    postgres = await startPostgresServer();
    const { host, port, user, password, database } = postgres;
    const client = new Client({ host, port, user, password, database });
    await client.connect();
    await client.query('CREATE TABLE orders (id bigint PRIMARY KEY, customer text, amount numeric(12,2), updated_at timestamp)');
    await client.end();
    const warehouse = { system: 'clickhouse', host: '127.0.0.1', port: 1, user: 'default' };
    const connections = {
      files: { system: 'file', root: join(home, 'files') },
      app: { system: 'postgresql', host, port, user, password, database },
      warehouse,
    };
    const data = {
      app: { baseUrl: 'http://portal.test' },
      backend: { workingDirectory: home },
      aiEtl: { connections, scaffolder: { repositories } },
      ...catalog?.settings,
      ...settings(),
    };
    backend = await startTestBackend({
      features: [
        aiEtlPlugin,
        scaffolderPlugin,
        scaffolderModuleAiEtl,
        ...features,
        ...(catalog?.features ?? [catalogServiceMock.mock({ getEntityByRef: async () => entities[0] }).factory]),
        mockServices.rootConfig.factory({ data }),
      ],
    });
  }, 120_000);

  afterAll(async () => {
    await backend?.stop();
    await postgres?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const call = (method: 'get' | 'post' | 'delete', path: string) =>
    request(backend.server)[method](path).set('authorization', mockCredentials.user.header());

  const templateNamed = (name: string) => parse(readFileSync(join(templates, name, 'template.yaml'), 'utf8'));

  return {
    repositories,
    call,
    templateNamed,
    dryRun: (name: string, values: object) => dryRunOf(templateNamed(name), values),
    dryRunSteps: (steps: object[]) => dryRunOf(templateOf(steps), {}),
    server: () => backend.server,
    /** Folders of tasks that are not over yet. */
    workspaces: () => readdirSync(home).filter(name => /^[0-9a-f]{8}-/.test(name)),
    /** Runs a template to its end; `change` may break it first, and it may be cancelled while a step runs. */
    run: (name: string, values: object, change: (template: Template) => unknown = () => undefined, cancelAt?: string) => {
      const template = templateNamed(name) as Template;
      change(template);
      return runTask(template, values, cancelAt);
    },
    runSteps: (steps: object[]) => runTask(templateOf(steps.map(step => ({ name: 'step', ...step }))) as Template, {}),
  };

  /** As the scaffolder's own page does: the template lies in the catalog. */
  async function runTask(template: Template, values: object, cancelAt?: string): Promise<TaskEnd> {
    const entity = {
      ...template,
      metadata: { ...template.metadata, name: `${template.metadata.name}-${entities.length}`, namespace: 'default', annotations: located },
    };
    entities.unshift(entity as never);
    const templateRef = `template:default/${entity.metadata.name}`;
    await catalog?.hold(entity as never);
    if (catalog) await until(async () => (await call('get', `/api/catalog/entities/by-name/${templateRef.replace(':', '/')}`)).status === 200);
    const { body, status } = await call('post', '/api/scaffolder/v2/tasks').send({ templateRef, values });
    if (status !== 201) throw new Error(JSON.stringify(body));
    if (cancelAt) {
      await until(async () => {
        const { body: events } = await call('get', `/api/scaffolder/v2/tasks/${body.id}/events`);
        return events.some(({ body: said }: { body: { stepId?: string } }) => said.stepId === cancelAt);
      });
      await call('post', `/api/scaffolder/v2/tasks/${body.id}/cancel`).expect(200);
    }
    for (;;) {
      const task = await call('get', `/api/scaffolder/v2/tasks/${body.id}`);
      if (['completed', 'failed', 'cancelled'].includes(task.body.status)) {
        const { body: events } = await call('get', `/api/scaffolder/v2/tasks/${body.id}/events`);
        const end = events.find(({ type }: { type: string }) => type === 'completion');
        const log = events.map(({ body: { message } }: { body: { message: string } }) => message).join('\n');
        return { status: task.body.status, output: end?.body.output, error: end?.body.error, log };
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  function dryRunOf(template: object, values: object) {
    return call('post', '/api/scaffolder/v2/dry-run').send({ template, values, directoryContents: [] });
  }
}

const place = 'url:http://x.test/t.yaml';
const located = { 'backstage.io/managed-by-location': place, 'backstage.io/managed-by-origin-location': place };

/** Waits for what comes by itself. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries === 200) throw new Error('waited in vain');
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

interface Template {
  metadata: { name: string };
  spec: { steps: { id: string; name?: string; action?: string; input: object }[] };
}

interface TaskEnd {
  status: string;
  output?: object;
  error?: { message: string };
  /** Every line that the person sees. */
  log: string;
}

const templateOf = (steps: object[]) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'steps' },
  spec: { type: 'data-pipeline', parameters: [], steps },
});

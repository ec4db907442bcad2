import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type LoggerService,
  type SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ANNOTATION_LOCATION, ANNOTATION_ORIGIN_LOCATION, parseEntityRef, type Entity } from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import incrementalIngestion from '@backstage/plugin-catalog-backend-module-incremental-ingestion';
import { catalogProcessingExtensionPoint, type EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { DefaultEventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import request from 'supertest';
import catalogModule from '../index';
import type { FakeRepository } from './fake-repository';
import type { FakeStore } from './fake-store';

const patienceMs = 15_000;
const employed = ['group:default/analytics', 'group:default/git', 'group:default/store', 'user:default/ivan_example.org'];

function personOf(ref: string): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  const from = { [ANNOTATION_LOCATION]: 'people:x', [ANNOTATION_ORIGIN_LOCATION]: 'people:x' };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'user' ? 'User' : 'Group',
    metadata: { namespace, name, annotations: from },
    spec: kind === 'user' ? { memberOf: [] } : { type: 'team', children: [] },
  };
}

/**
 * Events from plugin to plugin, which the mock of the test backend keeps apart. Without a lifecycle: what is still being
 * processed when a test ends may tell of it.
 */
const events = createServiceFactory({
  service: eventsServiceRef,
  deps: { logger: coreServices.rootLogger, plugin: coreServices.pluginMetadata },
  createRootContext: ({ logger }) => DefaultEventsService.create({ logger, useEventBus: 'never' }),
  factory: ({ plugin }, root) => root.forPlugin(plugin.getId()),
});

/** A real catalog backend with the module and a fake store, whose rounds a test starts by hand. */
export class CatalogRig {
  /** What was logged as a warning or an error. */
  readonly complaints: string[] = [];
  private readonly tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();
  private staff!: EntityProviderConnection;
  private backend!: Awaited<ReturnType<typeof startTestBackend>>;

  async start(store: FakeStore, repository?: FakeRepository, isLocated = true, settings = {}): Promise<this> {
    const logger = this.logger();
    this.backend = await startTestBackend({
      features: [
        catalogBackend,
        incrementalIngestion,
        catalogModule,
        this.people(),
        store.plugin,
        events,
        createServiceFactory({ service: coreServices.rootLogger, deps: {}, factory: () => logger }),
        createServiceFactory({ service: coreServices.scheduler, deps: {}, factory: () => this.scheduler() }),
        mockServices.rootConfig.factory({
          data: {
            backend: { reading: { allow: [{ host: repository ? new URL(repository.url).host : 'none' }] } },
            app: { baseUrl: 'http://portal.example.org' },
            aiEtl: { catalog: { fullRoundEvery: { milliseconds: 0 }, ...settings } },
            catalog: {
              processingInterval: { seconds: 1 },
              rules: [{ allow: ['Component', 'Resource', 'Location'] }],
              locations: repository && isLocated ? [{ type: 'url', target: `${repository.url}/catalog-info.yaml` }] : [],
            },
          },
        }),
      ],
    });
    return this;
  }

  async stop(): Promise<void> {
    await this.backend.stop();
  }

  /** Lets the provider read the whole store once. */
  async round(): Promise<void> {
    // The first step ends the rest after the last round, the second reads; the very first round needs but one.
    for (let step = 0; step < 2; step++) await this.tasks.get('ai-etl')!.fn(new AbortController().signal);
  }

  /** Lets the catalog delete what no location has any more. */
  async deleteOrphans(): Promise<void> {
    await this.tasks.get('catalog_orphan_cleanup')!.fn(new AbortController().signal);
  }

  /** Lets somebody join or leave the company. */
  async employ(...refs: string[]): Promise<void> {
    const entities = refs.map((ref) => ({ entity: personOf(ref) }));
    await this.staff.applyMutation({ type: 'full', entities });
  }

  /** What is there besides people and teams. */
  async entities(): Promise<Entity[]> {
    const answer = await request(this.backend.server)
      .get('/api/catalog/entities')
      .set('authorization', mockCredentials.user.header());
    return answer.body.filter(({ kind }: Entity) => kind !== 'User' && kind !== 'Group');
  }

  async byRef(ref: string): Promise<Entity | undefined> {
    const answer = await request(this.backend.server)
      .get(`/api/catalog/entities/by-name/${ref.replace(':', '/')}`)
      .set('authorization', mockCredentials.user.header());
    return answer.status === 200 ? answer.body : undefined;
  }

  /** Adds a location, as "Register existing component" does; gives back how it is removed again. */
  async register(target: string): Promise<() => Promise<unknown>> {
    const as = { authorization: mockCredentials.user.header() };
    const { body } = await request(this.backend.server)
      .post('/api/catalog/locations')
      .set(as)
      .send({ type: 'url', target });
    return async () => request(this.backend.server).delete(`/api/catalog/locations/${body.location.id}`).set(as);
  }

  /** Users and groups, as a directory module brings them. */
  private people() {
    return createBackendModule({
      pluginId: 'catalog',
      moduleId: 'people',
      register: (env) =>
        env.registerInit({
          deps: { processing: catalogProcessingExtensionPoint },
          init: async ({ processing }) =>
            processing.addEntityProvider({
              getProviderName: () => 'people',
              connect: async (connection) => {
                this.staff = connection;
                await this.employ(...employed);
              },
            }),
        }),
    });
  }

  /** Waits until the catalog has processed so much that it finds what it looks for. */
  async until(holds: (entities: Entity[]) => boolean): Promise<Entity[]> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const entities = await this.entities();
      if (holds(entities)) return entities;
      if (Date.now() > end)
        throw new Error(
          `waited in vain; there is ${JSON.stringify(entities, undefined, 1)}\n${this.complaints.join('\n')}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private logger(): LoggerService {
    const note = (message: string | Error) => void this.complaints.push(String(message));
    const silent = () => {};
    const logger: LoggerService = {
      error: note,
      warn: note,
      info: silent,
      debug: silent,
      child: () => logger,
    };
    return logger;
  }

  private scheduler() {
    const scheduleTask = async (task: SchedulerServiceTaskInvocationDefinition) => {
      this.tasks.set(task.id, task);
    };
    return {
      scheduleTask,
      triggerTask: async () => {},
      cancelTask: async () => {},
      getScheduledTasks: async () => [],
      createScheduledTaskRunner: () => ({ run: scheduleTask }),
    };
  }
}

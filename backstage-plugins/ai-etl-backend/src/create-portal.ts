import type { LineageSink, RunSource, SpecStore } from '@ai-etl/backstage-plugin-ai-etl-node';
import type {
  AuditorService,
  DatabaseService,
  HttpAuthService,
  LifecycleService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Request } from 'express';
import { Caller } from './access/Caller';
import { registerPermissions, rulesOf } from './access/resource-rules';
import { Connections } from './connections/Connections';
import { AuditStore } from './database/AuditStore';
import { openDatabase } from './database/database';
import { DatasetQueries } from './database/DatasetQueries';
import { DatasetStore } from './database/DatasetStore';
import { LineageStore } from './database/LineageStore';
import { PipelineQueries } from './database/PipelineQueries';
import { PipelineStore } from './database/PipelineStore';
import { RunQueries } from './database/RunQueries';
import { PipelineNews } from './extensions/PipelineNews';
import { RunSources } from './extensions/RunSources';
import { SpecStores } from './extensions/SpecStores';
import { lineageHistory } from './lineage/history';
import { LineageQueries } from './lineage/LineageQueries';
import { PastLineage } from './lineage/PastLineage';
import { EventStore } from './open-lineage/EventStore';
import { lineageLimits } from './open-lineage/limits';
import { LineageDoor } from './open-lineage/LineageDoor';
import { LineageWriter } from './open-lineage/LineageWriter';
import { RateLimit } from './open-lineage/RateLimit';
import { pageUrls } from './pipelines/page-urls';
import type { Portal } from './portal';
import { retentionLimits } from './retention/limits';
import { Retention } from './retention/Retention';
import { runLimits } from './runs/limits';
import { QuietRuns } from './runs/QuietRuns';

/** Backstage's services that the portal stands on. */
export interface PortalServices {
  auditor: AuditorService;
  config: RootConfigService;
  database: DatabaseService;
  events: EventsService;
  httpAuth: HttpAuthService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
}

/** What modules added at the extension points. */
export interface PortalExtensions {
  runSources: RunSource[];
  specStores: SpecStore[];
  lineageSinks: LineageSink[];
}

/** Opens the database and puts the parts together. */
export async function createPortal(services: PortalServices, extensions: PortalExtensions): Promise<Portal> {
  const { auditor, config, database, logger, permissionsRegistry } = services;
  const knex = await openDatabase(database);
  const runs = new RunQueries(knex);
  const pipelineQueries = new PipelineQueries(knex, runs);
  const datasets = new DatasetQueries(knex, pipelineQueries);
  const audit = new AuditStore(knex);
  const stores = { datasets: new DatasetStore(), lineage: new LineageStore(), audit };
  registerPermissions(permissionsRegistry, { pipelines: pipelineQueries, datasets });
  const lineage = new LineageQueries(knex, runs);
  const limits = lineageLimits(config);
  const news = new PipelineNews(services);
  const events = new EventStore(knex, stores, (name) => news.tell(name, 'observe'));
  const lineageDoor = new LineageDoor(events, extensions.lineageSinks, services);
  services.lifecycle.addShutdownHook(() => lineageDoor.idle());
  await forgetOldRows(services, new Retention(knex, retentionLimits(config)));
  const runSources = withAll(new RunSources(logger), extensions.runSources);
  await settleQuietRuns(
    services,
    new QuietRuns(knex, runSources, runLimits(config), new LineageWriter(stores.lineage)),
  );
  return {
    auditor,
    logger,
    pipelineQueries,
    datasets,
    runs,
    audit,
    pipelines: new PipelineStore(knex, stores),
    connections: new Connections(config),
    lineage,
    lineageAt: (moment) => new PastLineage(knex, lineage, moment),
    lineageHistory: (focus, options) => lineageHistory(knex, lineage, focus, options),
    lineageDoor,
    lineageLimits: limits,
    lineageRate: new RateLimit(limits.eventsPerSecond),
    news,
    runSources,
    specStores: withAll(new SpecStores(logger), extensions.specStores),
    urlOf: pageUrls(config),
    callerOf: callerOf(services),
  };
}

async function forgetOldRows({ scheduler, logger }: PortalServices, retention: Retention): Promise<void> {
  await scheduler.scheduleTask({
    id: 'ai-etl-forget-old-rows',
    frequency: { hours: 24 },
    timeout: { minutes: 60 },
    initialDelay: { minutes: 5 },
    fn: async (signal) => {
      const { events, runs, moments, audit } = await retention.forget(Date.now(), signal);
      if (events + runs + moments + audit > 0)
        logger.info(
          `forgot what is older than aiEtl.retention allows: ${events} events, ${runs} runs, ${moments} moments of lineage that repeat themselves, ${audit} audit entries`,
        );
    },
  });
}

async function settleQuietRuns({ scheduler, logger }: PortalServices, quiet: QuietRuns): Promise<void> {
  await scheduler.scheduleTask({
    id: 'ai-etl-settle-quiet-runs',
    frequency: { minutes: 1 },
    timeout: { minutes: 10 },
    initialDelay: { seconds: 30 },
    fn: async () => {
      const count = await quiet.settle();
      if (count > 0) logger.info(`${count} runs of whose end no event told were settled`);
    },
  });
}

function withAll<T, R extends { add(one: T): void }>(registry: R, all: T[]): R {
  all.forEach((one) => registry.add(one));
  return registry;
}

function callerOf({ httpAuth, permissions, permissionsRegistry }: PortalServices) {
  const rules = rulesOf(permissionsRegistry);
  return async (request: Request): Promise<Caller> => {
    const credentials = await httpAuth.credentials(request as never, { allow: ['user', 'service'] });
    const { principal } = credentials;
    const name = principal.type === 'user' ? principal.userEntityRef : principal.subject;
    return new Caller(name, credentials, permissions, rules);
  };
}

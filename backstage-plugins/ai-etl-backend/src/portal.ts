import type { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import type { Request } from 'express';
import type { Caller } from './access/Caller';
import type { Connections } from './connections/Connections';
import type { AuditStore } from './database/AuditStore';
import type { DatasetQueries } from './database/DatasetQueries';
import type { PipelineQueries } from './database/PipelineQueries';
import type { PipelineStore } from './database/PipelineStore';
import type { Focus } from './lineage/graph';
import type { History, HistoryOptions } from './lineage/history';
import type { LineageQueries } from './lineage/LineageQueries';
import type { Moment } from './lineage/moment';
import type { PastLineage } from './lineage/PastLineage';
import type { LineageDoor } from './open-lineage/LineageDoor';
import type { LineageLimits } from './open-lineage/limits';
import type { RateLimit } from './open-lineage/RateLimit';
import type { PipelineNews } from './extensions/PipelineNews';
import type { RunSources } from './extensions/RunSources';
import type { SpecStores } from './extensions/SpecStores';
import type { RunQueries } from './database/RunQueries';

/** What the routes work with. */
export interface Portal {
  logger: LoggerService;
  auditor: AuditorService;
  pipelines: PipelineStore;
  pipelineQueries: PipelineQueries;
  datasets: DatasetQueries;
  runs: RunQueries;
  audit: AuditStore;
  connections: Connections;
  lineage: LineageQueries;
  /** Lineage of one moment, for one request. */
  lineageAt(moment: Moment): PastLineage;
  lineageHistory(focus: Focus, options: HistoryOptions): Promise<History>;
  lineageDoor: LineageDoor;
  lineageRate: RateLimit;
  lineageLimits: LineageLimits;
  news: PipelineNews;
  runSources: RunSources;
  specStores: SpecStores;
  /** The page of a pipeline in the portal. */
  urlOf(name: string): string | undefined;
  /** Who asks. @throws AuthenticationError */
  callerOf(request: Request): Promise<Caller>;
}

import type { DatasetProfile } from '../profiling';
import type { DialectId } from '../sql';
import type { DatasetAdvice } from './advice';
import { adviseClickhouseIndexes } from './clickhouse-indexes';
import { advisePostgresIndexes, type Context } from './indexes';
import { advisePartitioning } from './partitioning';
import { queryPatterns } from './query-patterns';
import { adviseStorage } from './storage';
import type { Storage } from './storage-features';

/** @public */
export interface AdviseOptions {
  /** Statements that will be asked; `sqlReady()` must have been awaited. */
  queries?: string[];
  /** Dialect of the queries; PostgreSQL's by default. */
  dialect?: DialectId;
  /** Storages to choose from; all by default. */
  targetSystems?: Storage[];
}

/**
 * Advises on storage, partitions and indexes, each with its score, its reasons in figures of the data, and alternatives.
 * @public
 */
export function advise(profile: DatasetProfile, options: AdviseOptions = {}): DatasetAdvice {
  const { queries, dialect, targetSystems = [] } = options;
  const patterns =
    queries &&
    queryPatterns(
      queries,
      profile.columns.map(({ name }) => name),
      dialect,
    );
  const context: Context = {
    profile,
    patterns,
    column: (name) => profile.columns.find((column) => column.name === name),
  };
  return {
    dataset: profile.dataset,
    storage: adviseStorage(profile, patterns, targetSystems),
    partitioning: {
      postgresql: advisePartitioning(profile, 'postgresql', patterns),
      clickhouse: advisePartitioning(profile, 'clickhouse', patterns),
    },
    indexes: {
      postgresql: advisePostgresIndexes(context),
      clickhouse: adviseClickhouseIndexes(context),
    },
    ...(patterns && { queries: patterns }),
  };
}

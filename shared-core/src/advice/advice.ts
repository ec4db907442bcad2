import type { Localized } from '../language';
import type { QueryPatterns } from './query-patterns';

/** A figure from the user's own data. @public */
export interface Evidence {
  what: Localized;
  value: number | string;
}

/** A recommendation that a reader can disagree with. @public */
export interface Advice<T = string> {
  recommendation: T;
  title: Localized;
  /** 0 to 1. */
  score: number;
  reasons: Localized[];
  evidence: Evidence[];
  alternatives: { recommendation: T; title: Localized; score: number; why: Localized }[];
}

/** @public */
export interface PartitionAdvice {
  field: string;
  grain: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'value' | 'hash';
  partitions: number;
}

/** @public */
export interface IndexAdvice {
  fields: string[];
  kind: 'primary' | 'btree' | 'brin' | 'gin' | 'order-by' | 'minmax' | 'bloom' | 'set';
}

/** @public */
export interface DatasetAdvice {
  dataset: string;
  storage: Advice<'postgresql' | 'clickhouse' | 'hdfs-parquet'>;
  /** `null` recommends none. */
  partitioning: Record<'postgresql' | 'clickhouse', Advice<PartitionAdvice | null>>;
  indexes: Record<'postgresql' | 'clickhouse', Advice<IndexAdvice>[]>;
  /** How the given queries use the fields. */
  queries?: QueryPatterns;
}

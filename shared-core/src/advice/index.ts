/** Advice: storage, partitions and indexes, each with its evidence. */
export type { Advice, DatasetAdvice, Evidence, IndexAdvice, PartitionAdvice } from './advice';
export { advise, type AdviseOptions } from './advise';
export { queryPatterns, type QueryPatterns } from './query-patterns';
export type { Storage } from './storage-features';

/** Advice: storage, partitions and indexes, each with its evidence. */
export type { Advice, DatasetAdvice, Evidence, IndexAdvice, PartitionAdvice } from './advice';

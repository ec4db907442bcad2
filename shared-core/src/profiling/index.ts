/** Profiling: statistics, types with evidence, patterns, keys and time. */
export type { CandidateKey, ColumnProfile, DatasetProfile, Inference, SemanticType } from './profile';

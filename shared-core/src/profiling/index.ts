/** Profiling: statistics, types with evidence, patterns, keys and time. */
export type { CandidateKey, ColumnProfile, DatasetProfile, Inference, SemanticType } from './profile';
export {
  profileDataset,
  profileRelation,
  type ProfiledRelation,
  type ProfileOptions,
  type ProfilePhase,
} from './profile-dataset';
export type { UnreadableRow } from './rejected-rows';
export { profilingErrors } from './errors';
export { relate, type RelateOptions, type RelateSource } from './relate';
export type { Relationship, RelationshipEnd } from './relationship';

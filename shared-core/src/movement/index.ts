/** Movement: format negotiation, the mover, load modes, the row ledger. */
export { load } from './load';
export type {
  LoadOptions,
  LoadSource,
  LoadTarget,
  ObjectSource,
  QuerySource,
  StreamSource,
} from './load-options';
export type { Ledger, LoadPath, Progress, RejectedRow } from './ledger';
export type { Spelling } from './validate/spellings';
export { negotiate, routes, type Route, type Sides } from './negotiate';
export { rejectMessages, rejectReasons, type RejectCause, type RejectReason } from './reject-reasons';
export { addRejects } from './rejects-file';
export { withoutNullLines } from './convert';
export { movementErrors } from './errors';

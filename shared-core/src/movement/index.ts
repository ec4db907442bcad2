/** Movement: format negotiation, the mover, load modes, the row ledger. */
export type { Ledger, LoadPath, Progress, RejectedRow } from './ledger';

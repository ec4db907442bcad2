import type { LoadMode } from '../connectors';
import type { Spelling } from './validate/spellings';

/** A row that was set aside, with its reason. Rows count from 1, the header not counted. @public */
export interface RejectedRow {
  row: number;
  /** Line in the file, where the source is a text file. */
  line?: number;
  field?: string;
  value?: string;
  /** Stable code, such as `not-a-number`, `ragged-row`, `null-in-key`, `out-of-range`. */
  reason: string;
  message: string;
  /** The same in Russian; both are made from the catalogue of reasons. */
  messageRu?: string;
  /** The whole row as it came, where it can be shown. */
  raw?: string;
}

/** How the rows went. @public */
export type LoadPath = 'pass-through' | 'engine' | 'push-down' | 'rows';

/**
 * The account of one load: `read = written + rejected`, always.
 * @public
 */
export interface Ledger {
  runId: string;
  pipeline?: string;
  step?: string;
  source: string;
  target: { connection: string; system: string; object: string; mode: LoadMode };
  read: number;
  written: number;
  rejected: number;
  /** Of the written, rows of a merge that a later row of the same load with the same key replaced. */
  superseded?: number;
  /** The first of them; all are in `rejectsFile`. */
  rejects: RejectedRow[];
  /** JSON Lines, one {@link RejectedRow} a line. */
  rejectsFile?: string;
  seconds: number;
  bytes: number;
  path: LoadPath;
  startedAt: string;
  alreadyLoaded: boolean;
  /** How texts were read that the source had not typed; nothing is guessed in silence. */
  spellings?: Spelling[];
  /** Types that lost something on the way. */
  losses: { field: string; code: string; en: string; ru: string }[];
}

/** What long work reports while it goes on. @public */
export interface Progress {
  phase: 'reading' | 'validating' | 'writing' | 'publishing' | 'done';
  step?: string;
  rows?: number;
  bytes?: number;
  /** 0 to 1 where the whole is known. */
  fraction?: number;
}

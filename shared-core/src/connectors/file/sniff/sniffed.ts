import type { Dialect, Said } from './delimiter';
import type { Spacing } from './even-spaces';
import type { FieldType } from './field-type';
import type { Inference } from './inference';
import type { TextRecord } from './records';

/** What the user has said of a file; nothing of it is inferred. @internal */
export interface SaidOfCsv extends Said {
  encoding?: string;
  header?: boolean;
  skip?: number;
  nulls?: string[];
  decimalSeparator?: '.' | ',';
  dateFormat?: string;
  timestampFormat?: string;
  /** What follows the table are rows too. */
  toEnd?: boolean;
}

/** Records of a part of the sample, which begins at a byte of the file. @internal */
export interface Stretch {
  byte: number;
  records: TextRecord[];
}

/** @internal */
export interface SniffedField extends FieldType {
  name: string;
  comment?: string;
}

/** All that a sample says of a CSV. @internal */
export interface SniffedCsv {
  encoding: string;
  dialect: Dialect;
  /** The engine finds the names in the first record of the table. */
  header: boolean;
  /** The names are those of the file, whoever reads them. */
  isNamed: boolean;
  skip: number;
  /** Byte at which the table ends, where the file goes on. */
  endByte?: number;
  /** Runs of spaces stand between the values; the engine needs one tab instead. */
  spacing?: Spacing;
  /** The file breaks off after a delimiter: loaders do not agree on what the field after it is. */
  endsOpen: boolean;
  /** Rows end with one more delimiter. */
  isTrailed: boolean;
  comment?: string;
  padded: boolean;
  /** Line ends of several kinds, or such as only old Macs wrote and few loaders know. */
  oddLineEnds: boolean;
  /** Longest record of the sample, in characters. */
  longestRecord: number;
  /** Texts that mean NULL in every field. */
  nulls: string[];
  fields: SniffedField[];
  /** Rows of the head, and their length in bytes: what an estimate is made of. */
  headRows: number;
  headBytes: number;
  inferences: Record<
    | 'encoding'
    | 'delimiter'
    | 'quote'
    | 'escape'
    | 'header'
    | 'skip'
    | 'lineEnd'
    | 'nulls'
    | 'decimalSeparator',
    Inference<string>
  > &
    Partial<Record<'headerRows' | 'end' | 'trailing', Inference<string>>>;
}

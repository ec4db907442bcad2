import { createReadStream } from 'node:fs';
import type { CsvDialect } from '../connectors';
import type { CsvScan } from './csv-relation';

/** Where a record lies: rows count from 1 without the header, lines from 1. @public */
export interface Place {
  row: number;
  line: number;
}

/** Records whose places are wanted, each list in ascending order. @public */
export interface Wanted {
  /** Numbers among the readable rows, from 1. */
  readable: number[];
  /** Byte offsets of records that the engine could not read. */
  unreadable: number[];
}

/** The one file in which records can be found again by their bytes, if a scan reads one such file. @public */
export function plainFileOf(scan: CsvScan): string | undefined {
  const [path, ...others] = scan.paths;
  return others.length === 0 && !scan.comment && (scan.compression ?? 'none') === 'none' ? path : undefined;
}

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * Rows and lines of records in a CSV: the engine numbers what it could read, and knows the rest by offset only.
 * One pass over the bytes; a quote counts where a field begins, as in every CSV reader, blank lines are no rows.
 * @public
 */
export async function locateRows(
  path: string,
  dialect: CsvDialect,
  wanted: Wanted,
): Promise<{ readable: Place[]; unreadable: Place[] }> {
  const walk = new RecordWalk(dialect, wanted);
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) walk.over(piece as Buffer);
  return walk.end();
}

class RecordWalk {
  private readonly readable: Place[] = [];
  private readonly unreadable: Place[] = [];
  private readonly quote: number;
  private readonly escape: number;
  private readonly delimiter: number;
  private offset = 0;
  private line = 1;
  private recordStart = -1;
  private recordLine = 1;
  private skipped: number;
  private row = 0;
  private readableRows = 0;
  private isQuoted = false;
  private isEscaped = false;
  private isFieldStart = true;
  private hasJustClosed = false;

  constructor(
    dialect: CsvDialect,
    private readonly wanted: Wanted,
  ) {
    const byte = (text: string | null | undefined) => (text ? text.charCodeAt(0) : -1);
    this.quote = byte(dialect.quote);
    // A doubled quote closes and opens again, which needs no rule of its own.
    this.escape = dialect.escape === dialect.quote ? -1 : byte(dialect.escape);
    this.delimiter = byte(dialect.delimiter);
    this.skipped = (dialect.skip ?? 0) + (dialect.header ? 1 : 0);
  }

  over(piece: Buffer): void {
    for (const byte of piece) {
      this.step(byte);
      this.offset += 1;
    }
  }

  end() {
    this.finishRecord();
    return { readable: this.readable, unreadable: this.unreadable };
  }

  private step(byte: number): void {
    if (byte === newline) this.line += 1;
    if (this.isEscaped) {
      this.isEscaped = false;
    } else if (this.isQuoted) {
      if (byte === this.quote) this.closeQuote();
      else if (byte === this.escape) this.isEscaped = true;
    } else if (byte === newline) {
      this.finishRecord();
    } else if (byte !== carriageReturn) {
      this.insideRecord(byte);
    }
  }

  private insideRecord(byte: number): void {
    if (this.recordStart < 0) {
      this.recordStart = this.offset;
      this.recordLine = this.line;
    }
    this.isQuoted = byte === this.quote && (this.isFieldStart || this.hasJustClosed);
    this.hasJustClosed = false;
    this.isFieldStart = byte === this.delimiter;
  }

  private closeQuote(): void {
    this.isQuoted = false;
    this.hasJustClosed = true;
  }

  private finishRecord(): void {
    const start = this.recordStart;
    this.recordStart = -1;
    this.isFieldStart = true;
    this.hasJustClosed = false;
    if (start < 0) return;
    if (this.skipped > 0) {
      this.skipped -= 1;
      return;
    }
    this.row += 1;
    const place = { row: this.row, line: this.recordLine };
    // An offset that a broken quote has swallowed belongs to the record that holds it.
    let isUnreadable = false;
    while ((this.wanted.unreadable[this.unreadable.length] ?? Infinity) < this.offset) {
      this.unreadable.push(place);
      isUnreadable = true;
    }
    if (isUnreadable) return;
    this.readableRows += 1;
    if (this.wanted.readable[this.readable.length] === this.readableRows) this.readable.push(place);
  }
}

import { Readable, Transform } from 'node:stream';
import type { Field } from '../../schema';
import type { DatasetStream } from '../contract';
import { encodeRows } from './encode-rows';

/** The bytes of a load on their way into a request. @internal */
export interface Body {
  /** What the request sends; it breaks off when the source does. */
  bytes: Readable;
  /** How many have gone. */
  sent(): number;
  /** Why the source failed, if it has. */
  failed(): unknown;
  close(): void;
}

/** Bytes go as they are; only rows of JavaScript are encoded. @internal */
export function bodyOf(stream: DatasetStream, fields: Field[], report: (bytes: number) => void): Body {
  if (stream.format === 'rows') return metered(Readable.from(encodeRows(stream.rows, fields)), report);
  return stream.pull ? pulled((into) => stream.pull!(into), report) : metered(stream.bytes, report);
}

function metered(source: Readable, report: (bytes: number) => void): Body {
  const meter = new Meter(report);
  // It may break off before a request listens to it; what went wrong is told by `failed`, not by ending the process.
  meter.on('error', () => undefined);
  // It may have failed before anybody listened; nobody would tell the request then, and it would wait for bytes.
  let failure: unknown = source.errored ?? undefined;
  source.once('error', (error) => {
    failure ??= error;
    meter.destroy(error);
  });
  // A source that fails must break the request off: an INSERT that merely ends would be taken for whole.
  source.once('close', () => {
    if (!source.readableEnded && !meter.writableEnded) meter.destroy(new Error('the source was closed'));
  });
  source.pipe(meter);
  return { bytes: meter, sent: () => meter.bytes, failed: () => failure, close: () => source.destroy() };
}

class Meter extends Transform {
  bytes = 0;

  constructor(private readonly report: (bytes: number) => void) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    this.report(this.bytes);
    done(null, chunk);
  }
}

function pulled(pull: (into: Buffer) => Promise<number>, report: (bytes: number) => void): Body {
  const bytes = new PulledBytes(pull, report);
  let failure: unknown;
  bytes.once('error', (error) => (failure ??= error));
  return { bytes, sent: () => bytes.sent, failed: () => failure, close: () => bytes.destroy() };
}

/** A piece is larger than the high-water mark of a request, so each waits until the one before has been sent. */
const pieceBytes = 1 << 19;

/** One piece is being sent, one waits here, a third is being read; the fourth is for good measure. */
const pieces = 4;

/**
 * Bytes pulled into a few pieces of memory that go round, to be piped into a request and kept by nobody: memory that
 * is used again spares a collection of garbage for every 30 MB and its pages, a quarter of this process's work.
 */
class PulledBytes extends Readable {
  sent = 0;
  private readonly memory = Array.from({ length: pieces }, () => Buffer.allocUnsafeSlow(pieceBytes));
  private next = 0;

  constructor(
    private readonly pull: (into: Buffer) => Promise<number>,
    private readonly report: (bytes: number) => void,
  ) {
    super({ highWaterMark: 1 });
  }

  override _read(): void {
    const piece = this.memory[this.next]!;
    this.next = (this.next + 1) % pieces;
    this.pull(piece).then(
      (length) => {
        if (length > 0) this.report((this.sent += length));
        this.push(length === 0 ? null : piece.subarray(0, length));
      },
      (error: Error) => this.destroy(error),
    );
  }
}

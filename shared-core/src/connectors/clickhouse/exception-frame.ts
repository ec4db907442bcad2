import { Transform, type Readable, type TransformCallback } from 'node:stream';

/**
 * Ends a stream with the error that the server put into it. Since 25.11 ClickHouse closes a result that fails in the
 * middle with `\r\n__exception__\r\n<tag>\r\n<message>…`, the tag being in a header; an older server cuts the
 * connection.
 * @internal
 */
export function withoutFrame(
  source: Readable,
  options: { tag?: string; typed: (error: unknown) => Error; signal?: AbortSignal },
): Readable {
  const { tag, typed, signal } = options;
  const filter = new FrameFilter(
    tag === undefined ? undefined : Buffer.from(`\r\n__exception__\r\n${tag}\r\n`),
    typed,
  );
  source.once('error', (error) => filter.sourceFailed(error));
  // What has arrived already is of no use to a reader who gave up.
  const stop = () => filter.destroy(typed(signal!.reason));
  signal?.addEventListener('abort', stop, { once: true });
  filter.once('close', () => {
    signal?.removeEventListener('abort', stop);
    source.destroy();
  });
  return source.pipe(filter);
}

class FrameFilter extends Transform {
  private held: Buffer = Buffer.alloc(0);
  private frame?: Buffer[];

  constructor(
    private readonly mark: Buffer | undefined,
    private readonly typed: (error: unknown) => Error,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    if (!this.mark) return done(null, chunk);
    if (this.frame) {
      this.frame.push(chunk);
      return done();
    }
    const bytes = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk]);
    const at = bytes.indexOf(this.mark);
    if (at >= 0) this.frame = [bytes.subarray(at + this.mark.length)];
    const end = at >= 0 ? at : bytes.length - possibleStart(bytes, this.mark);
    this.held = at >= 0 ? Buffer.alloc(0) : bytes.subarray(end);
    done(null, bytes.subarray(0, end));
  }

  override _flush(done: TransformCallback): void {
    if (this.frame) done(this.serverError());
    else done(null, this.held);
  }

  /** The cut connection that follows a frame says nothing new. */
  sourceFailed(error: unknown): void {
    this.destroy(this.frame ? this.serverError() : this.typed(error));
  }

  private serverError(): Error {
    const message = Buffer.concat(this.frame!).toString('utf8');
    const code = /Code: (\d+)\. DB::\w*Exception: ([^]*)/.exec(message);
    const text = code?.[2]?.replace(/\s*\(version [^]*$/, '') ?? message;
    return this.typed(Object.assign(new Error(text), { code: code?.[1] ?? '1002' }));
  }
}

/** Length of the longest end of the bytes that begins the mark. */
function possibleStart(bytes: Buffer, mark: Buffer): number {
  for (let length = Math.min(mark.length - 1, bytes.length); length > 0; length--)
    if (bytes.subarray(bytes.length - length).equals(mark.subarray(0, length))) return length;
  return 0;
}

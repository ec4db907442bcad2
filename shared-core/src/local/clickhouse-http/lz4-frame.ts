import { Transform, type TransformCallback } from 'node:stream';

const magic = 0x184d2204;
/** A match reaches this far back, also into the blocks before. */
const windowBytes = 64 * 1024;
/** Sizes of blocks by their code in the frame's header; smaller codes are not defined. */
const blockSizes = [0, 0, 0, 0, 64 * 1024, 256 * 1024, 1024 * 1024, 4 * 1024 * 1024];

type Step = (bytes: Buffer) => { used: number; next: Step; out?: Buffer } | undefined;

/**
 * Decompresses LZ4 frames, one after another, piece by piece.
 *
 * @remarks After "LZ4 Frame Format Description" 1.6 and "LZ4 Block Format Description"; Node's zlib has no LZ4. The
 * checksums are passed over: TCP has its own, and a broken block hardly decodes to its length. Memory: a block and 64 KB.
 * @internal
 */
export class Lz4Frames extends Transform {
  private pending: Buffer = Buffer.alloc(0);
  private window: Buffer = Buffer.alloc(0);
  private step: Step = (bytes) => this.header(bytes);
  private isInside = false;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    try {
      for (let made = this.step(this.pending); made; made = this.step(this.pending)) {
        this.pending = this.pending.subarray(made.used);
        this.step = made.next;
        if (made.out) this.push(made.out);
      }
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.isInside || this.pending.length > 0 ? new Error('the LZ4 frame is cut short') : null);
  }

  private header(bytes: Buffer): ReturnType<Step> {
    if (bytes.length < 7) return undefined;
    if (bytes.readUInt32LE(0) !== magic) throw new Error('not an LZ4 frame');
    const flags = bytes[4]!;
    if (flags >> 6 !== 1 || flags & 1)
      throw new Error('an LZ4 frame of another version, or with a dictionary');
    const used = 7 + (flags & 8 ? 8 : 0);
    if (bytes.length < used) return undefined;
    this.isInside = true;
    this.window = Buffer.alloc(0);
    const most = blockSizes[(bytes[5]! >> 4) & 7]!;
    return { used, next: this.blocks(most, flags & 16 ? 4 : 0, flags & 4 ? 4 : 0) };
  }

  private blocks(most: number, blockChecksum: number, contentChecksum: number): Step {
    const block: Step = (bytes) => {
      if (bytes.length < 4) return undefined;
      const word = bytes.readUInt32LE(0);
      if (word === 0) return this.footer(bytes, 4 + contentChecksum);
      const size = word & 0x7fffffff;
      if (size > most) throw new Error('an LZ4 block is longer than its frame allows');
      if (bytes.length < 4 + size + blockChecksum) return undefined;
      const packed = bytes.subarray(4, 4 + size);
      // What is not compressed stands in the pending bytes, which go on to be used.
      const out = word >>> 31 ? Buffer.from(packed) : decodeBlock(packed, this.window, most);
      this.window = Buffer.concat([this.window, out]).subarray(-windowBytes);
      return { used: 4 + size + blockChecksum, next: block, out };
    };
    return block;
  }

  private footer(bytes: Buffer, used: number): ReturnType<Step> {
    if (bytes.length < used) return undefined;
    this.isInside = false;
    return { used, next: (rest) => this.header(rest) };
  }
}

/** Literals and matches in turn; a match copies from what was made before, maybe from what it makes itself. */
function decodeBlock(packed: Buffer, window: Buffer, most: number): Buffer {
  const out = Buffer.allocUnsafe(window.length + most);
  window.copy(out);
  let to = window.length;
  let from = 0;
  const length = (short: number) => {
    let sum = short;
    for (let more = short === 15 ? 255 : 0; more === 255; sum += more) more = packed[from++] ?? broken();
    return sum;
  };
  while (from < packed.length) {
    const token = packed[from++]!;
    const literals = length(token >> 4);
    if (from + literals > packed.length || to + literals > out.length) broken();
    packed.copy(out, to, from, from + literals);
    from += literals;
    to += literals;
    if (from === packed.length) break;
    const offset = packed[from]! | ((packed[from + 1] ?? broken()) << 8);
    from += 2;
    const match = length(token & 15) + 4;
    if (offset === 0 || offset > to || to + match > out.length) broken();
    if (offset >= match) out.copy(out, to, to - offset, to - offset + match);
    else for (let i = 0; i < match; i++) out[to + i] = out[to + i - offset]!;
    to += match;
  }
  return out.subarray(window.length, to);
}

function broken(): never {
  throw new Error('a broken LZ4 block');
}

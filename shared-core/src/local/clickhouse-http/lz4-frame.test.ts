import { Readable } from 'node:stream';
import fc from 'fast-check';
import { Lz4Frames } from './lz4-frame';

const decode = async (pieces: Buffer[]) =>
  Buffer.concat(
    (await Readable.from(pieces, { objectMode: false }).pipe(new Lz4Frames()).toArray()) as Buffer[],
  );

const cut = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

describe('an LZ4 frame', () => {
  it('may hold a block that is not compressed, and one that repeats what it makes itself', async () => {
    // version 1, independent blocks, no checksums; 64 KB blocks; the header's checksum is passed over.
    const head = '04224d18604000';
    const raw = '03000080' + Buffer.from('abc').toString('hex');
    // token 0x3f: 3 literals "xyz", then a match of 15 + 255 + 0 + 4 from 3 back; then the last literals "!".
    const packed =
      '3f' + Buffer.from('xyz').toString('hex') + '0300' + 'ff00' + '10' + Buffer.from('!').toString('hex');
    const size = Buffer.alloc(4);
    size.writeUInt32LE(packed.length / 2);
    const frame = Buffer.from(head + raw + size.toString('hex') + packed + '00000000', 'hex');
    const expected = `abcxyz${'xyz'.repeat(92).slice(0, 274)}!`;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: frame.length }), async (pieceBytes) => {
        expect((await decode(cut(frame, pieceBytes))).toString()).toBe(expected);
      }),
    );
    expect((await decode([frame, frame])).toString()).toBe(expected + expected);
  });

  it.each([
    ['is cut short', '04224d18604000030000806162'],
    ['is something else', '1f8b0800000000000003'],
    ['points before its beginning', '04224d186040000500000010610900' + '0000000000'],
    ['is longer than it may be', '04224d18604000ffffff7f'],
  ])('that %s is refused', async (_, hex) => {
    await expect(decode([Buffer.from(hex, 'hex')])).rejects.toThrow(/LZ4/);
  });
});

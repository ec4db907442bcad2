import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { locateRows, type Place } from './locate-rows';

const dir = mkdtempSync(join(tmpdir(), 'ai-etl-locate-'));
const path = join(dir, 'rows.csv');
afterAll(() => rmSync(dir, { recursive: true }));

const dialect = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };

/** One record of a file: its text, and whether the engine can read it. */
interface Written {
  text: string;
  isReadable: boolean;
  blankBefore: boolean;
}

function expected(records: Written[]) {
  const readable: Place[] = [];
  const unreadable: Place[] = [];
  const offsets: number[] = [];
  let text = 'id,name\n';
  for (const [i, { text: record, isReadable, blankBefore }] of records.entries()) {
    if (blankBefore) text += '\n';
    const place = { row: i + 1, line: text.split('\n').length };
    if (!isReadable) offsets.push(Buffer.byteLength(text));
    (isReadable ? readable : unreadable).push(place);
    text += `${record}\n`;
  }
  return { text, readable, unreadable, offsets };
}

describe('the places of rows in a CSV', () => {
  it('are found whatever the texts hold', async () => {
    const part = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'ж', ' ') });
    const record = fc.record({
      text: fc
        .array(part, { minLength: 2, maxLength: 3 })
        .map((parts) => parts.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')),
      isReadable: fc.boolean(),
      blankBefore: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record), async (records) => {
        const { text, readable, unreadable, offsets } = expected(records);
        writeFileSync(path, text);
        const wanted = { readable: readable.map((_, i) => i + 1), unreadable: offsets };
        expect(await locateRows(path, dialect, wanted)).toEqual({ readable, unreadable });
      }),
    );
  });

  it.each([
    [
      'CRLF',
      'id\r\n1\r\n\r\n2\r\n',
      {},
      [
        { row: 1, line: 2 },
        { row: 2, line: 4 },
      ],
    ],
    [
      'no header',
      '1\n2',
      { header: false },
      [
        { row: 1, line: 1 },
        { row: 2, line: 2 },
      ],
    ],
    [
      'lines before the header',
      'note\nid\n1\n2\n',
      { skip: 1 },
      [
        { row: 1, line: 3 },
        { row: 2, line: 4 },
      ],
    ],
    [
      'a quote inside a bare field',
      'id\na"b\nc"d\n',
      {},
      [
        { row: 1, line: 2 },
        { row: 2, line: 3 },
      ],
    ],
    [
      'a backslash as escape',
      'id\n"a\\"\nb"\nc\n',
      { escape: '\\' },
      [
        { row: 1, line: 2 },
        { row: 2, line: 4 },
      ],
    ],
  ])('%s', async (_, text, more, places) => {
    writeFileSync(path, text);
    const wanted = { readable: [1, 2], unreadable: [] };
    expect((await locateRows(path, { ...dialect, ...more }, wanted)).readable).toEqual(places);
  });
});

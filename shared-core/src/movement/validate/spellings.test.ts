import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as engineRoom from '../../engine';
import { parseType } from '../../schema';
import { inferSpellings } from './spellings';
import { rowNumber } from './raw-rows';

const dir = mkdtempSync(join(tmpdir(), 'ai-etl-spellings-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** How texts are read that must become a type. */
async function spellingOf(type: string, texts: string[]) {
  const path = join(dir, 'texts.csv');
  writeFileSync(path, `value\n${texts.map((text) => `"${text}"\n`).join('')}`);
  const engine = await engineRoom.openEngine();
  try {
    const schema = { fields: [{ name: 'value', type: parseType('string'), nullable: true }] };
    const stream = { format: 'pg-copy-csv' as const, schema, bytes: createReadStream(path) };
    const relation = await engine.relationFromStream(stream);
    await engine.execute(
      `CREATE TABLE raw_rows AS SELECT row_number() OVER () AS ${rowNumber}, * FROM ${relation.text}`,
    );
    await relation.release();
    const raw = {
      table: 'raw_rows',
      readable: texts.length,
      unreadable: 0,
      readings: {},
      release: async () => undefined,
    };
    const field = {
      name: 'value',
      type: parseType(type),
      sourceType: parseType('string'),
      isRequired: false,
      isKey: false,
    };
    return (await inferSpellings(engine, raw, [field], engineRoom))[0];
  } finally {
    await engine.close();
  }
}

describe('the spelling of texts', () => {
  it.each([
    ['date', ['31.12.2024', '01.02.2024', 'junk'], { formats: ['%d.%m.%Y'] }],
    ['date', ['12/31/2024', '01/02/2024'], { formats: ['%m/%d/%Y'] }],
    [
      'timestamp',
      ['31.12.2024 10:20', '01.02.2024', '01.02.2024 10:20:30'],
      { formats: ['%d.%m.%Y %H:%M:%S', '%d.%m.%Y %H:%M', '%d.%m.%Y'] },
    ],
    ['decimal(10,2)', ['1 234,50', '0,5', '7'], { decimalSeparator: ',' }],
    ['decimal(10,2)', ['1,234.50', '1,000', '7'], { thousands: [' ', '\u00a0', '\u202f', ','] }],
    ['int32', ['1 234', '12 345 678'], { thousands: [' ', '\u00a0', '\u202f'] }],
    ['boolean', ['да', 'Нет', 'да'], { booleans: expect.anything() }],
  ])('of %s: %j', async (type, texts, reading) => {
    expect((await spellingOf(type, texts))?.reading).toMatchObject(reading);
  });

  it.each([
    ['date', ['2024-12-31', '2024-01-02', '31.12.2024']],
    ['date', ['01/02/2024', '03/04/2024']],
    ['decimal(10,3)', ['1,234', '5,678']],
    ['date', ['31.12.2024', 'a', 'b', 'c']],
    ['string', ['31.12.2024']],
  ])('of %s is left open: %j', async (type, texts) => expect(await spellingOf(type, texts)).toBeUndefined());

  it('says what it rests on', async () => {
    expect(await spellingOf('date', ['31.12.2024', '01.02.2024', 'junk'])).toMatchObject({
      fits: 2,
      of: 3,
      runnerUp: 0,
    });
  });
});

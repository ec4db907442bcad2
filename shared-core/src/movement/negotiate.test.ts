import fc from 'fast-check';
import type { StreamFormat } from '../connectors';
import { array, integer, simple, type TableSchema } from '../schema';
import { negotiate, routes } from './negotiate';

const formats: StreamFormat[] = ['pg-copy-csv', 'csv', 'jsonl', 'parquet', 'arrow', 'rows'];
const flat: TableSchema = { fields: [{ name: 'id', type: integer(64), nullable: true }] };
const nested: TableSchema = { fields: [{ name: 'ids', type: array(integer(64)), nullable: true }] };

describe('the negotiation of formats', () => {
  it('picks the cheapest of all ways, for any two systems', () => {
    const some = fc.shuffledSubarray(formats);
    fc.assert(
      fc.property(
        some,
        some,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(flat, nested),
        (offers, accepts, sameSystem, mustConvert, schema) => {
          const sides = { offers, accepts, schema, sameSystem, mustConvert };
          const all = routes(sides);
          const chosen = negotiate(sides);
          if (!chosen) return expect(all).toEqual([]);
          expect(offers).toContain(chosen.read);
          expect(accepts).toContain(chosen.write);
          for (const other of all) expect(chosen.cost).toBeLessThanOrEqual(other.cost);
        },
      ),
    );
  });

  it('never asks JavaScript to touch a row where bytes can go', () => {
    const withBytes = fc
      .shuffledSubarray(formats)
      .map((some) => [...new Set<StreamFormat>(['csv', ...some])]);
    fc.assert(
      fc.property(withBytes, withBytes, (offers, accepts) => {
        expect(negotiate({ offers, accepts, schema: flat })).toMatchObject({ kind: 'pass-through' });
      }),
    );
  });

  it.each<[string, Parameters<typeof negotiate>[0], object | undefined]>([
    [
      'COPY to COPY',
      { offers: ['pg-copy-csv', 'rows'], accepts: ['pg-copy-csv', 'csv', 'rows'], schema: flat },
      { kind: 'pass-through', read: 'pg-copy-csv', write: 'pg-copy-csv' },
    ],
    [
      'COPY to any CSV',
      { offers: ['pg-copy-csv', 'jsonl'], accepts: ['parquet', 'csv'], schema: flat },
      { kind: 'pass-through', read: 'pg-copy-csv', write: 'csv' },
    ],
    [
      'Parquet to COPY',
      { offers: ['parquet'], accepts: ['pg-copy-csv', 'rows'], schema: flat },
      { kind: 'engine', read: 'parquet', write: 'pg-copy-csv' },
    ],
    [
      'lists between systems',
      { offers: ['pg-copy-csv', 'jsonl'], accepts: ['csv', 'jsonl'], schema: nested },
      { kind: 'pass-through', read: 'jsonl' },
    ],
    [
      'lists inside a system',
      { offers: ['pg-copy-csv', 'jsonl'], accepts: ['pg-copy-csv'], schema: nested, sameSystem: true },
      { kind: 'pass-through' },
    ],
    [
      'bytes between systems',
      {
        offers: ['pg-copy-csv', 'jsonl'],
        accepts: ['csv', 'jsonl'],
        schema: { fields: [{ name: 'b', type: simple('bytes'), nullable: true }] },
      },
      { kind: 'engine' },
    ],
    ['rows alone', { offers: ['rows'], accepts: ['rows'], schema: flat }, { kind: 'rows' }],
    [
      'fields to leave out',
      { offers: ['csv'], accepts: ['csv'], schema: flat, mustConvert: true },
      { kind: 'engine' },
    ],
    ['nothing in common', { offers: ['arrow'], accepts: ['csv'], schema: flat }, undefined],
  ])('%s', (_, sides, route) => {
    const chosen = negotiate(sides);
    if (route) expect(chosen).toMatchObject(route);
    else expect(chosen).toBeUndefined();
  });
});

import type { ShapeField } from './plan';
import { shapeField, withFields } from './shape';

/** Fields that count how often their name is read. */
function counted(count: number) {
  const reads = { names: 0 };
  const fields = Array.from({ length: count }, (_, at): ShapeField => ({
    get name() {
      reads.names += 1;
      return `column_${at}`;
    },
    nullable: true,
  }));
  return { reads, shape: { fields, open: false } };
}

it('finds every field of a wide table in work that grows with the table, not with its square', () => {
  const { reads, shape } = counted(2000);
  for (let at = 0; at < 2000; at += 1) expect(shapeField(shape, `column_${at}`)).toBe(shape.fields[at]);
  expect(shapeField(shape, 'none')).toBeUndefined();
  expect(reads.names).toBeLessThanOrEqual(2 * 2000);
});

it('replaces and adds many fields in such work too', () => {
  const { reads, shape } = counted(2000);
  const added = Array.from({ length: 2000 }, (_, at) => ({ name: `column_${at + 1000}`, nullable: false }));
  expect(withFields(shape, added).fields).toHaveLength(3000);
  expect(reads.names).toBeLessThanOrEqual(4 * 2000);
});

it('of fields that share a name finds the first, and in an open shape any name', () => {
  const fields = [
    { name: 'a', nullable: true },
    { name: 'a', nullable: false },
  ];
  expect(shapeField({ fields, open: false }, 'a')).toBe(fields[0]);
  expect(shapeField({ fields, open: true }, 'b')).toEqual({ name: 'b', nullable: true });
});

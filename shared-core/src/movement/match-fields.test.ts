import type { ObjectDescription } from '../connectors';
import { integer, simple } from '../schema';
import { matchFields } from './match-fields';

const field = (name: string, nullable = true) => ({ name, type: simple('string'), nullable });
const names = (fields: { name: string }[]) => fields.map(({ name }) => name);

function match(source: string[], target: Partial<ObjectDescription>, ignoreExtra = false) {
  return names(
    matchFields({
      source: { name: 'orders.csv', schema: { fields: source.map((name) => field(name)) } },
      target: {
        name: 'orders',
        description: { object: 'orders', schema: { fields: [] }, details: {}, ...target },
      },
      ignoreExtra,
    }),
  );
}

describe('the fields of a load', () => {
  it('match by name, in the order of the source', () => {
    expect(match(['b', 'a'], { schema: { fields: [field('a'), field('b'), field('c')] } })).toEqual([
      'b',
      'a',
    ]);
  });

  it('are refused where the target does not have them, with the nearest name', () => {
    const target = { schema: { fields: [field('customer_id'), field('name')] } };
    expect(() => match(['custmer_id', 'name'], target)).toThrow(
      expect.objectContaining({
        code: 'movement.extra-fields',
        kind: 'input',
        message: expect.stringMatching(/"custmer_id".*Did you mean "customer_id"\?/),
      }),
    );
    expect(match(['custmer_id', 'name'], target, true)).toEqual(['name']);
  });

  it('must be there where the target needs a value and has none to put in', () => {
    const fields = [field('id', false), field('made', false), field('name')];
    expect(match(['id'], { schema: { fields }, fills: { made: 'default' } })).toEqual(['id']);
    expect(() => match(['name'], { schema: { fields }, fills: { made: 'default' } })).toThrow(
      expect.objectContaining({
        code: 'movement.missing-fields',
        parameters: expect.objectContaining({ fields: ['id'] }),
      }),
    );
  });

  it('leave out what the target computes', () => {
    const target = {
      schema: { fields: [field('id'), field('twice', false)] },
      fills: { twice: 'generated' as const },
    };
    expect(match(['id', 'twice'], target)).toEqual(['id']);
  });

  it('cannot be none', () => {
    const target = { schema: { fields: [{ ...field('x'), type: integer() }] } };
    expect(() => match(['y'], target, true)).toThrow(
      expect.objectContaining({ code: 'movement.no-fields-in-common' }),
    );
  });
});

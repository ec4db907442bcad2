import fc from 'fast-check';
import { joinObject, splitObject } from './object-name';

describe('the name of an object', () => {
  it('reads back what it prints, whatever the parts hold', () => {
    const part = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(fc.option(part, { nil: undefined }), part, (container, name) => {
        expect(splitObject(joinObject({ container, name }))).toEqual({ container, name });
      }),
    );
  });

  it.each([
    ['orders', { container: undefined, name: 'orders' }],
    ['mart.Orders', { container: 'mart', name: 'Orders' }],
    ['mart."a.b"', { container: 'mart', name: 'a.b' }],
    ['"a""b".c', { container: 'a"b', name: 'c' }],
    ['db.mart.orders', { container: 'mart', name: 'orders' }],
  ])('reads %s', (text, parts) => expect(splitObject(text)).toEqual(parts));
});

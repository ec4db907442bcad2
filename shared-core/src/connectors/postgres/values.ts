import { types } from 'pg';
import type { LogicalType } from '../../schema';

/** The driver hands every value over as the server's text; {@link valueReader} makes the value. @internal */
export const asText = { getTypeParser: () => (text: string | Buffer) => text };

type Reader = (text: string) => unknown;

/** As pg-types really exports it; its declaration says otherwise. */
const arrays = types.arrayParser as unknown as {
  create(text: string, element: Reader): { parse(): unknown[] };
};

/** From the server's text to a value as the contract's `Row` has it. @internal */
export function valueReader(type: LogicalType): Reader {
  switch (type.kind) {
    case 'boolean':
      return (text) => text === 't';
    case 'integer':
      return integer;
    case 'float':
      return Number;
    case 'bytes':
      return (text) => Buffer.from(text.slice(2), 'hex');
    case 'timestamp':
      return (text) => text.replace(' ', 'T').replace(/\+00$/, 'Z');
    case 'json':
      return (text) => JSON.parse(text) as unknown;
    case 'array': {
      const element = valueReader(type.of);
      return (text) => arrays.create(text, element).parse();
    }
    default:
      return (text) => text;
  }
}

function integer(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

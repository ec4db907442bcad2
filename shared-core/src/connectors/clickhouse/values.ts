import type { Field, LogicalType } from '../../schema';
import type { Row } from '../contract';

type Reader = (value: unknown) => unknown;

/** Under these settings JSON keeps every digit: 64-bit integers and decimals are texts, NaN and infinity too. @internal */
export const exactJson = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_decimals: 1,
  output_format_json_quote_denormals: 1,
  output_format_json_named_tuples_as_objects: 1,
  output_format_json_map_as_array_of_tuples: 0,
};

/** From ClickHouse's JSON to a value as the contract's `Row` has it. @internal */
function valueReader(type: LogicalType): Reader {
  switch (type.kind) {
    case 'integer':
      return integer;
    case 'float':
      return float;
    case 'decimal':
      return plainDecimal;
    case 'timestamp':
      return (value) => (value as string).replace(/\.0+(?=Z?$)|(\.\d*?[1-9])0+(?=Z?$)/, '$1');
    case 'json':
      return (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value);
    case 'array':
      return arrayReader(valueReader(type.of));
    case 'map':
      return objectReader(() => valueReader(type.value));
    case 'struct': {
      const names = type.fields.map((field) => field.name);
      const readers = new Map(type.fields.map((field) => [field.name, valueReader(field.type)]));
      const read = objectReader((name) => readers.get(name));
      // A tuple without names comes as a list.
      return (value) =>
        read(Array.isArray(value) ? Object.fromEntries(names.map((name, i) => [name, value[i]])) : value);
    }
    default:
      return (value) => value;
  }
}

/** @internal */
export function rowReader(fields: Field[]): (values: unknown[]) => Row {
  const readers = fields.map((field) => valueReader(field.type));
  return (values) =>
    Object.fromEntries(fields.map((field, i) => [field.name, present(values[i], readers[i]!)]));
}

const present = (value: unknown, read: Reader) => (value === null ? null : read(value));

function integer(value: unknown): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value as string);
}

const denormals: Record<string, number> = { nan: NaN, '-nan': NaN, inf: Infinity, '-inf': -Infinity };
const float: Reader = (value) => (typeof value === 'string' ? (denormals[value] ?? Number(value)) : value);

const plainDecimal: Reader = (value) => String(value);

const arrayReader =
  (read: Reader): Reader =>
  (value) =>
    (value as unknown[]).map((item) => present(item, read));

const objectReader =
  (readerOf: (name: string) => Reader | undefined): Reader =>
  (value) =>
    Object.fromEntries(
      Object.entries(value as object).map(([name, part]) => [
        name,
        present(part, readerOf(name) ?? ((same) => same)),
      ]),
    );

import {
  array,
  decimal,
  enumeration,
  float,
  integer,
  map,
  simple,
  struct,
  timestamp,
  type LogicalType,
  type TypeName,
} from './logical-type';
import { schemaErrors } from './errors';

const fixed: Record<string, LogicalType> = {
  ...Object.fromEntries(
    (['boolean', 'string', 'bytes', 'date', 'time', 'interval', 'uuid', 'json'] as TypeName[]).map((name) => [
      name,
      simple(name),
    ]),
  ),
  ...Object.fromEntries(
    ([8, 16, 32, 64] as const).flatMap((bits) => [
      [`int${bits}`, integer(bits)],
      [`uint${bits}`, integer(bits, false)],
    ]),
  ),
  float32: float(32),
  float64: float(64),
  timestamp: timestamp(false),
  timestamptz: timestamp(true),
};

/** Prints a type as specs and people write it: `decimal(12,2)`, `array<int64>`, `timestamptz(3)`. @public */
export function printType(type: LogicalType): string {
  switch (type.kind) {
    case 'integer':
      return `${type.signed ? '' : 'u'}int${type.bits}`;
    case 'float':
      return `float${type.bits}`;
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'timestamp':
      return `timestamp${type.zone ? 'tz' : ''}${type.precision === 6 ? '' : `(${type.precision})`}`;
    case 'enum':
      return `enum(${type.values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',')})`;
    case 'array':
      return `array<${printType(type.of)}>`;
    case 'map':
      return `map<${printType(type.key)},${printType(type.value)}>`;
    case 'struct':
      return `struct<${type.fields.map((field) => `${printName(field.name)}:${printType(field.type)}`).join(',')}>`;
    default:
      return type.kind;
  }
}

const printName = (name: string) =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

/**
 * Reads what {@link printType} prints; white space is free between tokens.
 * @throws `schema.unknown-type` (input)
 * @public
 */
export function parseType(text: string): LogicalType {
  const reader = new TypeReader(text);
  const type = reader.type();
  reader.end();
  return type;
}

const tokenPattern = /\s*(?:([\p{L}_][\p{L}\p{N}_]*)|(\d+)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([(),<>:]))/uy;

/** Recursive descent over a handful of tokens; a grammar tool would be longer than the grammar. */
class TypeReader {
  private position = 0;

  constructor(private readonly text: string) {}

  type(): LogicalType {
    const name = this.word().toLowerCase();
    if (name === 'decimal') return this.bracketed('(', ')', () => this.decimal());
    if (name === 'enum') return this.bracketed('(', ')', () => enumeration(this.list(() => this.quoted())));
    if (name === 'array') return this.bracketed('<', '>', () => array(this.type()));
    if (name === 'map') return this.bracketed('<', '>', () => this.map());
    if (name === 'struct') return this.bracketed('<', '>', () => struct(this.list(() => this.part())));
    const plain = fixed[name];
    if (!plain) throw this.refuse();
    if (plain.kind === 'timestamp' && this.peek() === '(')
      return { ...plain, precision: this.bracketed('(', ')', () => this.number(0, 9)) };
    return plain;
  }

  end(): void {
    if (this.text.slice(this.position).trim() !== '') throw this.refuse();
  }

  private decimal(): LogicalType {
    const precision = this.number(1, 76);
    const scale = this.peek() === ',' ? (this.symbol(','), this.number(0, precision)) : 0;
    return decimal(precision, scale);
  }

  private map(): LogicalType {
    const key = this.type();
    this.symbol(',');
    return map(key, this.type());
  }

  private part() {
    const token = this.token();
    const name = token.word ?? token.quoted;
    if (name === undefined) throw this.refuse();
    this.symbol(':');
    return { name, type: this.type() };
  }

  private list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.peek() === ',') {
      this.symbol(',');
      items.push(item());
    }
    return items;
  }

  private bracketed<T>(open: string, close: string, inside: () => T): T {
    this.symbol(open);
    const value = inside();
    this.symbol(close);
    return value;
  }

  private peek(): string | undefined {
    return /\s*(\S)/.exec(this.text.slice(this.position))?.[1];
  }

  private symbol(expected: string): void {
    if (this.token().symbol !== expected) throw this.refuse();
  }

  private word(): string {
    const { word } = this.token();
    if (word === undefined) throw this.refuse();
    return word;
  }

  private quoted(): string {
    const { string } = this.token();
    if (string === undefined) throw this.refuse();
    return string;
  }

  private number(least: number, most: number): number {
    const value = Number(this.token().number);
    if (!(value >= least && value <= most)) throw this.refuse();
    return value;
  }

  private token() {
    tokenPattern.lastIndex = this.position;
    const match = tokenPattern.exec(this.text);
    if (!match) throw this.refuse();
    this.position = tokenPattern.lastIndex;
    const [, word, number, string, quoted, symbol] = match;
    return {
      word,
      number,
      string: string?.replaceAll("''", "'"),
      quoted: quoted?.replaceAll('""', '"'),
      symbol,
    };
  }

  private refuse() {
    return schemaErrors['unknown-type']({ text: this.text });
  }
}

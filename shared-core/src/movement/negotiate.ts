import type { CsvDialect, StreamFormat } from '../connectors';
import type { LogicalType, TableSchema } from '../schema';

/** How rows get from one system to another. @public */
export interface Route {
  kind: 'pass-through' | 'engine' | 'rows';
  /** What the source is asked for; `scan`: nothing, the engine reads the file by itself. */
  read: StreamFormat | 'scan';
  /** What the target gets. */
  write: StreamFormat;
  cost: number;
}

/**
 * What a format costs on one side, relative to bytes that nobody looks at. Measured on 3 M flights: CSV goes through
 * COPY at 1.4 M rows a second, JSON Lines at a third of that, rows of JavaScript at a twentieth.
 */
const formatCost: Record<StreamFormat, number> = {
  'pg-copy-csv': 1,
  arrow: 1,
  csv: 1.1,
  parquet: 1.5,
  jsonl: 3,
  rows: 20,
};
/** Reading and writing every value once more. */
const engineCost = 4;

const engineReads: StreamFormat[] = ['pg-copy-csv', 'csv', 'parquet', 'jsonl', 'rows'];
const engineWrites: StreamFormat[] = ['pg-copy-csv', 'csv', 'parquet', 'jsonl', 'rows'];

/** What is known of the two sides. @public */
export interface Sides {
  offers: StreamFormat[];
  accepts: StreamFormat[];
  schema: TableSchema;
  /** Both ends are one system, which reads what it writes. */
  sameSystem?: boolean;
  /** The engine can read the source by itself. */
  scans?: boolean;
  /** The rows must be changed on the way: fields left out that the source cannot leave out. */
  mustConvert?: boolean;
}

/** All ways that there are, in no order. @public */
export function routes({ offers, accepts, schema, sameSystem, scans, mustConvert }: Sides): Route[] {
  const all = offers.flatMap((read) => accepts.map((write) => ({ read, write })));
  const scanned = accepts
    .filter((write) => scans && engineWrites.includes(write))
    .map((write) => ({
      kind: 'engine' as const,
      read: 'scan' as const,
      write,
      cost: formatCost[write] + engineCost,
    }));
  const streamed = all.flatMap(({ read, write }): Route[] => {
    const cost = formatCost[read] + formatCost[write];
    const isEngineAble = !scans && engineReads.includes(read) && engineWrites.includes(write);
    return [
      ...(carries(read, write) && !mustConvert && (sameSystem || isPortable(schema, read))
        ? [{ kind: read === 'rows' ? ('rows' as const) : ('pass-through' as const), read, write, cost }]
        : []),
      ...(isEngineAble ? [{ kind: 'engine' as const, read, write, cost: cost + engineCost }] : []),
    ];
  });
  return [...streamed, ...scanned];
}

/** The cheapest way; of equal ones that which both sides name first. @public */
export function negotiate(sides: Sides): Route | undefined {
  const place = ({ read, write }: Route) =>
    (read === 'scan' ? 0 : sides.offers.indexOf(read)) + sides.accepts.indexOf(write);
  return routes(sides).sort((one, other) => one.cost - other.cost || place(one) - place(other))[0];
}

/** The bytes of one are the bytes of the other; COPY's CSV is a CSV like any other. */
const carries = (read: StreamFormat, write: StreamFormat) =>
  read === write || (read === 'pg-copy-csv' && write === 'csv');

/** Types that every system writes in a way of its own where the format is text. */
const ownTexts: Partial<Record<StreamFormat, LogicalType['kind'][]>> = {
  'pg-copy-csv': ['bytes', 'interval', 'array', 'map', 'struct'],
  csv: ['bytes', 'interval', 'array', 'map', 'struct'],
  jsonl: ['bytes', 'interval'],
};

const isPortable = (schema: TableSchema, format: StreamFormat) =>
  !schema.fields.some((field) => usesOwnText(field.type, ownTexts[format] ?? []));

function usesOwnText(type: LogicalType, kinds: LogicalType['kind'][]): boolean {
  if (kinds.includes(type.kind)) return true;
  if (type.kind === 'array') return usesOwnText(type.of, kinds);
  if (type.kind === 'map') return usesOwnText(type.value, kinds);
  return type.kind === 'struct' && type.fields.some((field) => usesOwnText(field.type, kinds));
}

/** What `pg-copy-csv` means, in the words of a dialect. @internal */
export const pgCopyCsv: CsvDialect = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };

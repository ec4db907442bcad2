import type { DatasetAdvice } from '../../advice';
import type { ColumnProfile, DatasetProfile } from '../../profiling';
import { array, integer, simple, timestamp, type LogicalType, type TableSchema } from '../../schema';

/** A table with something of everything that a layout can speak of. */
export const sampleSchema: TableSchema = {
  fields: [
    { name: 'id', type: integer(64), nullable: false },
    { name: 'at', type: timestamp(true), nullable: false, comment: 'UTC' },
    { name: 'origin', type: simple('string'), nullable: true },
    { name: 'note', type: simple('string'), nullable: true },
    { name: 'tags', type: array(simple('string')), nullable: true },
  ],
};

const column = (name: string, type: LogicalType, more: Partial<ColumnProfile> = {}): ColumnProfile => ({
  name,
  type,
  inference: { value: type.kind, confidence: 1 },
  nulls: 0,
  nullShare: 0,
  distinct: 0,
  distinctExact: true,
  unique: false,
  top: [],
  warnings: [],
  ...more,
});

/** What a profile would say of it. */
export const sampleProfile: DatasetProfile = {
  dataset: 'sample',
  rows: 1_000_000,
  columns: [
    column('id', integer(64), { distinct: 1_000_000, unique: true, ordered: 1 }),
    column('at', timestamp(true), {
      distinct: 90_000,
      ordered: 1,
      minimum: '2001-01-01 00:01:00+00',
      maximum: '2001-03-31 23:59:00+00',
    }),
    column('origin', simple('string'), {
      nulls: 3,
      distinct: 2,
      values: [
        { value: 'ORD', count: 600_000 },
        { value: "O'Hare – 2", count: 399_997 },
      ],
    }),
    column('note', simple('string'), {
      nulls: 10,
      distinct: 900_000,
      length: { minimum: 1, maximum: 4000, mean: 300 },
    }),
    column('tags', array(simple('string'))),
  ],
  keys: [{ fields: ['id'], confidence: 1, evidence: { en: '', ru: '' } }],
  timeFields: ['at'],
  schema: sampleSchema,
  rejected: 0,
  seconds: 0,
};

const said = { score: 0.9, reasons: [], evidence: [], alternatives: [], title: { en: '', ru: '' } };

/** What advice would say of it. */
export const sampleAdvice: DatasetAdvice = {
  dataset: 'sample',
  storage: { ...said, recommendation: 'clickhouse' },
  partitioning: {
    postgresql: { ...said, recommendation: { field: 'at', grain: 'month', partitions: 3 } },
    clickhouse: { ...said, recommendation: { field: 'at', grain: 'month', partitions: 3 } },
  },
  indexes: {
    postgresql: [
      { ...said, recommendation: { fields: ['id'], kind: 'primary' } },
      { ...said, recommendation: { fields: ['at'], kind: 'brin' } },
      { ...said, recommendation: { fields: ['origin', 'at'], kind: 'btree' } },
      { ...said, recommendation: { fields: ['tags'], kind: 'gin' } },
    ],
    clickhouse: [
      { ...said, recommendation: { fields: ['origin', 'at'], kind: 'order-by' } },
      { ...said, recommendation: { fields: ['id'], kind: 'minmax' } },
      { ...said, recommendation: { fields: ['note'], kind: 'bloom' } },
    ],
  },
};

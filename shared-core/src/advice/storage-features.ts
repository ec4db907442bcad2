import type { Language, Localized } from '../language';
import type { CandidateKey, ColumnProfile } from '../profiling';
import { bytes, count, logScale, percent } from './figures';
import type { QueryPatterns } from './query-patterns';

/** @internal */
export const storages = ['postgresql', 'clickhouse', 'hdfs-parquet'] as const;
/** @public */
export type Storage = (typeof storages)[number];

/** What is known of a dataset when a storage is chosen. @internal */
export interface StorageFacts {
  rows: number;
  bytes: number;
  columns: number;
  time?: ColumnProfile;
  key?: CandidateKey;
  /** Share of fields whose values repeat enough for a dictionary. */
  repetitive: number;
  /** Share of fields that are numbers and no key. */
  measures: number;
  nested: string[];
  patterns?: QueryPatterns;
}

/** One row of the table by which storages are compared. @internal */
export interface StorageFeature {
  /** How clearly the data shows the feature, 0 to 1. */
  strength(facts: StorageFacts): number;
  /** How much it moves each storage when fully shown. */
  votes: Partial<Record<Storage, number>>;
  text(facts: StorageFacts, language: Language): Localized;
}

const same = (en: string, ru: string): Localized => ({ en, ru });
const shareOf = (part: number | undefined, patterns: QueryPatterns | undefined) =>
  patterns && patterns.queries > 0 ? (part ?? 0) / patterns.queries : 0;

/** The table. Weights are judgements, to be argued with; strengths come from the data. @internal */
export const storageFeatures: StorageFeature[] = [
  {
    strength: ({ rows }) => 1 - logScale(rows, 100_000, 3_000_000),
    votes: { postgresql: 0.35, clickhouse: -0.15, 'hdfs-parquet': -0.35 },
    text: ({ rows, bytes: size }, l) =>
      same(
        `${count(rows, l)} rows (${bytes(size, l)}) are little: a row store answers any question over them quickly, and is the simplest to run.`,
        `${count(rows, l)} строк (${bytes(size, l)}) — немного: построчное хранилище быстро ответит на любой вопрос, и его проще всего держать.`,
      ),
  },
  {
    strength: ({ rows }) => logScale(rows, 300_000, 1_000_000_000),
    votes: { clickhouse: 0.3, postgresql: -0.3, 'hdfs-parquet': 0.1 },
    text: ({ rows, bytes: size }, l) =>
      same(
        `${count(rows, l)} rows (${bytes(size, l)}): scans and aggregates over so many pay in a column store, which reads only the fields asked for.`,
        `${count(rows, l)} строк (${bytes(size, l)}): просмотры и агрегаты по стольким строкам окупают колоночное хранилище, оно читает только нужные поля.`,
      ),
  },
  {
    strength: ({ bytes: size }) => logScale(size, 50e9, 5e12),
    votes: { 'hdfs-parquet': 0.5, clickhouse: 0.05, postgresql: -0.3 },
    text: ({ bytes: size }, l) =>
      same(
        `${bytes(size, l)} is much for one server: files on a cluster grow cheaply.`,
        `${bytes(size, l)} много для одного сервера: файлы на кластере дёшево растут.`,
      ),
  },
  {
    strength: ({ rows }) => 1 - logScale(rows, 10_000_000, 1_000_000_000),
    votes: { 'hdfs-parquet': -0.2 },
    text: ({ rows }, l) =>
      same(
        `For ${count(rows, l)} rows a cluster of files costs more care than it saves.`,
        `Ради ${count(rows, l)} строк кластер файлов требует больше забот, чем экономит.`,
      ),
  },
  {
    strength: ({ time }) => (time && time.nullShare < 0.05 && (time.ordered ?? 0) >= 0.95 ? 1 : 0),
    votes: { clickhouse: 0.15, 'hdfs-parquet': 0.1 },
    text: ({ time }, l) =>
      same(
        `Rows come in order of "${time?.name}" (${percent(time?.ordered ?? 0, l)} of neighbours, ${time?.minimum} to ${time?.maximum}): a log that is appended to, hardly changed.`,
        `Строки идут по порядку «${time?.name}» (${percent(time?.ordered ?? 0, l)} соседних, с ${time?.minimum} по ${time?.maximum}): журнал, который дописывают и почти не меняют.`,
      ),
  },
  {
    strength: ({ key }) => (key && key.confidence >= 0.6 ? key.confidence : 0),
    votes: { postgresql: 0.15, clickhouse: -0.05, 'hdfs-parquet': -0.05 },
    text: ({ key, rows }, l) =>
      same(
        `${key?.fields.join(' + ')} identifies each of ${count(rows, l)} rows: a primary key finds and changes single rows, and keeps them unique.`,
        `${key?.fields.join(' + ')} определяет каждую из ${count(rows, l)} строк: первичный ключ находит и меняет отдельные строки и хранит их уникальность.`,
      ),
  },
  {
    strength: ({ key, rows }) => (key || rows === 0 ? 0 : 1),
    votes: { clickhouse: 0.05, postgresql: -0.05, 'hdfs-parquet': 0.05 },
    text: ({ rows }, l) =>
      same(
        `No field and no combination of up to three identifies a row among ${count(rows, l)}: events rather than entities.`,
        `Ни одно поле и ни одно сочетание до трёх не определяет строку среди ${count(rows, l)}: это события, а не сущности.`,
      ),
  },
  {
    strength: ({ repetitive }) => (repetitive >= 0.3 ? repetitive : 0),
    votes: { clickhouse: 0.1, 'hdfs-parquet': 0.05 },
    text: ({ repetitive, columns }, l) =>
      same(
        `The values of ${count(Math.round(repetitive * columns), l)} of ${count(columns, l)} fields repeat at least tenfold: they compress well by column.`,
        `У ${count(Math.round(repetitive * columns), l)} из ${count(columns, l)} полей значения повторяются хотя бы десятикратно: по столбцам они хорошо сжимаются.`,
      ),
  },
  {
    strength: ({ measures, rows }) => (rows >= 100_000 && measures >= 0.3 ? measures : 0),
    votes: { clickhouse: 0.1 },
    text: ({ measures, columns }, l) =>
      same(
        `${count(Math.round(measures * columns), l)} of ${count(columns, l)} fields are measures, made to be summed and averaged.`,
        `${count(Math.round(measures * columns), l)} из ${count(columns, l)} полей — показатели, их складывают и усредняют.`,
      ),
  },
  {
    strength: ({ nested }) => (nested.length > 0 ? 1 : 0),
    votes: { postgresql: 0.08, clickhouse: -0.03 },
    text: ({ nested }) =>
      same(
        `Nested values (${nested.slice(0, 5).join(', ')}): jsonb with GIN indexes searches inside them.`,
        `Вложенные значения (${nested.slice(0, 5).join(', ')}): jsonb с индексами GIN ищет внутри них.`,
      ),
  },
  {
    strength: ({ patterns }) => shareOf(patterns?.aggregating, patterns),
    votes: { clickhouse: 0.3, 'hdfs-parquet': 0.05, postgresql: -0.1 },
    text: ({ patterns }, l) =>
      same(
        `${count(patterns?.aggregating ?? 0, l)} of ${count(patterns?.queries ?? 0, l)} queries aggregate.`,
        `Агрегируют ${count(patterns?.aggregating ?? 0, l)} из ${count(patterns?.queries ?? 0, l)} запросов.`,
      ),
  },
  {
    strength: ({ patterns }) => shareOf(patterns?.lookups, patterns),
    votes: { postgresql: 0.3, clickhouse: -0.15, 'hdfs-parquet': -0.3 },
    text: ({ patterns }, l) =>
      same(
        `${count(patterns?.lookups ?? 0, l)} of ${count(patterns?.queries ?? 0, l)} queries fetch rows by a value, without aggregating.`,
        `Достают строки по значению, не агрегируя, ${count(patterns?.lookups ?? 0, l)} из ${count(patterns?.queries ?? 0, l)} запросов.`,
      ),
  },
  {
    strength: ({ patterns }) =>
      shareOf(patterns?.changes, patterns) > 0 ? Math.max(0.5, shareOf(patterns?.changes, patterns)) : 0,
    votes: { postgresql: 0.3, clickhouse: -0.3, 'hdfs-parquet': -0.4 },
    text: ({ patterns }, l) =>
      same(
        `${count(patterns?.changes ?? 0, l)} of ${count(patterns?.queries ?? 0, l)} statements change or delete rows.`,
        `Меняют или удаляют строки ${count(patterns?.changes ?? 0, l)} из ${count(patterns?.queries ?? 0, l)} команд.`,
      ),
  },
];

import type { DatasetProfile } from '../profiling';
import type { Advice } from './advice';
import { both, twoDigits } from './figures';
import { storageFeatures, storages, type Storage, type StorageFacts } from './storage-features';
import type { QueryPatterns } from './query-patterns';
import type { Localized } from '../language';

const titles: Record<Storage, Localized> = {
  postgresql: { en: 'PostgreSQL', ru: 'PostgreSQL' },
  clickhouse: { en: 'ClickHouse', ru: 'ClickHouse' },
  'hdfs-parquet': { en: 'Parquet files on HDFS', ru: 'файлы Parquet в HDFS' },
};

/** All start alike; each feature of the data moves them by its weight. */
const start = 0.5;
/** A feature that moves a storage by less is not worth a sentence. */
const telling = 0.03;

/** @internal */
export function adviseStorage(
  profile: DatasetProfile,
  patterns: QueryPatterns | undefined,
  among: readonly Storage[],
): Advice<Storage> {
  const facts = factsOf(profile, patterns);
  const votes = storageFeatures.flatMap((feature) => {
    const strength = feature.strength(facts);
    return strength > 0
      ? [{ feature, strength, text: both((language) => feature.text(facts, language)) }]
      : [];
  });
  const scored = (among.length > 0 ? among : storages)
    .map((storage) => ({
      storage,
      score: votes.reduce(
        (sum, { feature, strength }) => sum + strength * (feature.votes[storage] ?? 0),
        start,
      ),
    }))
    .sort((a, b) => b.score - a.score);
  const best = scored[0]!;
  const about = (storage: Storage, sign: 1 | -1) =>
    votes
      .filter(({ feature, strength }) => strength * (feature.votes[storage] ?? 0) * sign >= telling)
      .sort(
        (a, b) =>
          sign *
          ((b.feature.votes[storage] ?? 0) * b.strength - (a.feature.votes[storage] ?? 0) * a.strength),
      )
      .map(({ text }) => text);
  return {
    recommendation: best.storage,
    title: titles[best.storage],
    score: twoDigits(best.score),
    reasons: [...about(best.storage, 1), ...about(best.storage, -1), unknownUpdates(patterns)].filter(
      (text) => text !== undefined,
    ),
    evidence: evidenceOf(facts),
    alternatives: scored.slice(1).map(({ storage, score }) => ({
      recommendation: storage,
      title: titles[storage],
      score: twoDigits(score),
      why: about(storage, -1)[0] ?? about(best.storage, 1)[0] ?? nothingAgainst,
    })),
  };
}

const nothingAgainst: Localized = {
  en: 'Nothing in the data speaks against it.',
  ru: 'В данных нет ничего против.',
};

const unknownUpdates = (patterns: QueryPatterns | undefined): Localized | undefined =>
  patterns
    ? undefined
    : {
        en: 'Not known from the data: how often rows are changed, and how they are queried. Frequent changes of single rows speak for PostgreSQL.',
        ru: 'По данным неизвестно, как часто строки меняются и какие запросы будут. Частые изменения отдельных строк — довод за PostgreSQL.',
      };

/** Bytes of a value where the size of the whole is not known. */
const assumedValueBytes = 10;

function factsOf(profile: DatasetProfile, patterns: QueryPatterns | undefined): StorageFacts {
  const { rows, columns, keys } = profile;
  const time = columns.find(({ name }) => name === profile.timeFields[0]);
  const isKey = new Set(keys[0]?.fields);
  const share = (test: (column: DatasetProfile['columns'][number]) => boolean) =>
    columns.length === 0 ? 0 : columns.filter(test).length / columns.length;
  return {
    rows,
    bytes: profile.sizeBytes ?? rows * columns.length * assumedValueBytes,
    columns: columns.length,
    time,
    key: keys[0],
    repetitive: share(
      ({ distinct, nulls }) => distinct > 0 && distinct <= 10_000 && distinct * 10 <= rows - nulls,
    ),
    measures: share(
      ({ name, type }) => ['integer', 'decimal', 'float'].includes(type.kind) && !isKey.has(name),
    ),
    nested: columns
      .filter(({ type }) => ['json', 'array', 'map', 'struct'].includes(type.kind))
      .map(({ name }) => name),
    patterns,
  };
}

function evidenceOf(facts: StorageFacts): Advice['evidence'] {
  return [
    { what: { en: 'rows', ru: 'строк' }, value: facts.rows },
    { what: { en: 'bytes', ru: 'байт' }, value: facts.bytes },
    { what: { en: 'fields', ru: 'полей' }, value: facts.columns },
    { what: { en: 'key', ru: 'ключ' }, value: facts.key?.fields.join(', ') ?? '—' },
    { what: { en: 'time field', ru: 'поле времени' }, value: facts.time?.name ?? '—' },
    {
      what: { en: 'share of rows in order of time', ru: 'доля строк по порядку времени' },
      value: facts.time?.ordered ?? '—',
    },
    {
      what: { en: 'share of fields whose values repeat', ru: 'доля полей с повторяющимися значениями' },
      value: Math.round(facts.repetitive * 100) / 100,
    },
  ];
}

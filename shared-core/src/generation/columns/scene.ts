import type { Field } from '../../schema';
import type { GenerationDataset } from '../options';
import { readIdentifier, type Identifier } from './identifier';

/** A field that a sentence may mean, with every name it goes by. */
export interface SceneColumn {
  dataset: SceneDataset;
  name: string;
  /** Absent where the schema is not known and the name comes from the sentence. */
  field?: Field;
  identifiers: Identifier[];
  values: string[];
}

/** A dataset that the sentence may speak about. */
export interface SceneDataset {
  connection: string;
  system: string;
  object: string;
  identifiers: Identifier[];
  columns: SceneColumn[];
  /** Nothing is known of its fields: names are taken from the sentence. */
  open: boolean;
}

/** `data/flights-3m.parquet` → `flights-3m`; `public.orders` → `orders`. */
export function objectWords(object: string): string {
  const last = object.split(/[/\\]/).at(-1) ?? object;
  const bare = last.replace(
    /(\.(csv|tsv|txt|jsonl?|ndjson|parquet|pq|arrow|avro|orc|xlsx?|xml|log|gz|zst|zip))+$/i,
    '',
  );
  return bare.split('.').at(-1) ?? bare;
}

export function sceneDataset(given: GenerationDataset): SceneDataset {
  const named = (name: string) => [
    readIdentifier(name),
    ...(given.synonyms?.[name] ?? []).map(readIdentifier),
  ];
  const dataset: SceneDataset = {
    connection: given.connection,
    system: given.system,
    object: given.object,
    identifiers: [
      readIdentifier(objectWords(given.object)),
      ...(given.synonyms?.[given.object] ?? []).map(readIdentifier),
    ],
    columns: [],
    open: given.schema.fields.length === 0,
  };
  dataset.columns = given.schema.fields.map((field) => ({
    dataset,
    name: field.name,
    field,
    identifiers: [...named(field.name), ...(field.comment ? [readIdentifier(field.comment)] : [])],
    values: given.values?.[field.name] ?? (field.type.kind === 'enum' ? field.type.values : []),
  }));
  return dataset;
}

/** A dataset of which the sentence tells no more than its name. */
export function openDataset(connection: string, system: string, object: string): SceneDataset {
  return {
    connection,
    system,
    object,
    identifiers: [readIdentifier(objectWords(object))],
    columns: [],
    open: true,
  };
}

/** Number, time, text: what a column's type lets one ask of it. Unknown types let everything. */
export type Sort = 'number' | 'time' | 'text' | 'boolean' | 'interval' | 'other' | 'unknown';

export function sortOf(column: SceneColumn): Sort {
  switch (column.field?.type.kind) {
    case undefined:
      return 'unknown';
    case 'integer':
    case 'decimal':
    case 'float':
      return 'number';
    case 'date':
    case 'timestamp':
      return 'time';
    case 'string':
    case 'enum':
    case 'uuid':
      return 'text';
    case 'boolean':
      return 'boolean';
    case 'interval':
      return 'interval';
    default:
      return 'other';
  }
}

/** True for fields that identify rows: adding them up makes no sense. */
export const isKeyLike = (column: SceneColumn): boolean =>
  /(^|[_\s])(id|key|code|uuid|guid|zip|number|num|no|year|month|day|latitude|longitude|lat|lon|lng)$|(Id|ID|Key|Code)$|^ид$|код$/u.test(
    column.name,
  );

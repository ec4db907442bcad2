import type { Candidate } from '../columns/match';
import type { SceneDataset } from '../columns/scene';
import type { Dimension } from '../lexicon/concepts';

/** A stretch of the sentence. */
export interface Phrase {
  text: string;
  start: number;
  end: number;
}

/** Words that mean a column, with every column that they can mean. */
export interface Mention {
  phrase: Phrase;
  candidates: Candidate[];
}

/** Functions over a group. */
export type Aggregate = 'count' | 'count-distinct' | 'sum' | 'avg' | 'min' | 'max' | 'median';

/** What is counted or summed. Without a function the words name only the measure ("revenue by store"). */
export interface Measure {
  function?: Aggregate;
  of?: Mention;
  /** The rows themselves: "number of orders". */
  dataset?: SceneDataset;
  phrase: Phrase;
}

/** A number with its unit, where one was said. */
export interface Quantity {
  value: number;
  scale: number;
  unit?: string;
  /** The currency sign or unit says what is measured. */
  dimension?: Dimension;
}

/** A stretch of time; bounds are SQL expressions. */
export interface Period {
  from?: string;
  /** Exclusive. */
  to?: string;
  /** Until when "before" counts, and from when "after" does. */
  start?: string;
  end?: string;
  /** The year that was said. */
  year?: number;
  /** Of a date without its year: the same in a given one. */
  inYear?: (year: number) => Period;
}

/** A value of text, as written. `names` is what the same place is called elsewhere. */
export interface TextValue {
  text: string;
  concept?: 'city' | 'country';
  number?: boolean;
}

/** Comparison in SQL's signs. */
export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** What a condition speaks of. */
export type Subject =
  | { kind: 'mention'; mention: Mention }
  | { kind: 'measure'; measure: Measure }
  | { kind: 'concepts'; concepts: string[]; phrase: Phrase }
  | { kind: 'dataset'; dataset: SceneDataset; phrase: Phrase }
  | { kind: 'unit'; phrase: Phrase }
  | { kind: 'text'; phrase: Phrase }
  | { kind: 'time'; phrase: Phrase }
  | { kind: 'unknown'; phrase: Phrase };

/** What a condition asks of its subject. */
export type Test =
  | { kind: 'compare'; operator: Comparison; quantity: Quantity }
  | { kind: 'between'; low: Quantity; high: Quantity }
  | { kind: 'in'; values: TextValue[]; negated: boolean }
  | { kind: 'like'; value: string; where: 'start' | 'end' | 'inside'; negated: boolean }
  | { kind: 'null'; negated: boolean }
  | { kind: 'true'; negated: boolean }
  | { kind: 'period'; period: Period; operator?: Comparison; also?: Period };

/** A grain of time to group by. */
export type Grain = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'weekday' | 'hour-of-day';

/** A key of "by": a column, or a grain of a time column. */
export type By =
  | { mention: Mention }
  | { grain: Grain; of?: Mention; phrase: Phrase }
  | { dataset: SceneDataset; phrase: Phrase };

/** A place that data comes from or goes to. */
export interface Place {
  system?: string;
  object?: string;
  dataset?: SceneDataset;
  /** The object is a name only: a table of a system said elsewhere. */
  format?: string;
}

/** How often, in cron's fields; what is absent is free. */
export interface Frequency {
  everyMinutes?: number;
  everyHours?: number;
  everyDays?: number;
  daysOfMonth?: string;
  months?: string;
  daysOfWeek?: number[];
  /** Minutes since midnight when no clock is said, and whether that is only a habit ("every morning"). */
  usual?: number;
  /** Several clocks a day: "twice a day". */
  clocks?: number[];
}

/** What a phrase means for the pipeline. */
export type Slot =
  | { slot: 'schedule'; cron?: string; manual?: boolean }
  | { slot: 'frequency'; frequency: Frequency }
  | { slot: 'clock'; minutes: number[]; from?: number; to?: number }
  | { slot: 'timezone'; timezone: string }
  | {
      slot: 'place';
      role: 'source' | 'target' | 'either';
      place: Place;
      mode?: 'append' | 'replace' | 'merge';
    }
  | { slot: 'dataset'; dataset: SceneDataset }
  | { slot: 'column'; mention: Mention }
  | { slot: 'condition'; subject: Subject; test: Test; except?: boolean }
  | { slot: 'or' }
  | { slot: 'measures'; measures: Measure[]; by?: By[] }
  | { slot: 'by'; keys: By[]; grouping: boolean }
  | { slot: 'fields'; keep: boolean; mentions: Mention[]; dataset?: SceneDataset }
  | { slot: 'rename'; mention: Mention; to: string }
  | { slot: 'derive'; name: string; expression: string }
  | { slot: 'distinct'; mentions: Mention[]; keep?: 'first' | 'last' }
  | { slot: 'sort'; keys: { mention: Mention; direction: 'asc' | 'desc' }[] }
  | { slot: 'sortmeasure'; measure: Measure; direction: 'asc' | 'desc' }
  | { slot: 'direction'; direction: 'asc' | 'desc' }
  | {
      slot: 'limit';
      limit: number;
      /** Ordered by something, not just the first rows. */
      ranked: boolean;
      direction: 'asc' | 'desc';
      entity?: By;
      rank?: Measure;
      /** What "most expensive" ranks by. */
      concepts?: string[];
    }
  | {
      slot: 'combine';
      way: 'join' | 'union' | 'either';
      type: JoinType;
      distinct: boolean;
      datasets: SceneDataset[];
      on?: JoinOn[];
    }
  /** Fields that another dataset brings: "with the title from products.csv". */
  | { slot: 'enrich'; dataset: SceneDataset; mentions: Mention[] }
  | { slot: 'mask'; how: Mask; mentions: Mention[]; personal?: boolean }
  | { slot: 'quality'; checks: QualityCheck[]; severity: 'error' | 'reject' }
  | { slot: 'mode'; mode: 'append' | 'replace' | 'merge' }
  | { slot: 'incremental'; mention?: Mention }
  | { slot: 'notify'; on: 'failure' | 'success' | 'sla'; email: string }
  | { slot: 'retry'; attempts: number; delay?: string }
  | { slot: 'duration'; of: 'timeout' | 'sla'; duration: string }
  | { slot: 'name'; name: string }
  | { slot: 'owner'; owner: string }
  | { slot: 'tags'; tags: string[] }
  | { slot: 'partition'; grain?: Grain; mention?: Mention }
  | { slot: 'puzzle'; about: 'without'; mentions: Mention[] }
  | { slot: 'glue' };

/** @see Slot */
export type JoinType = 'inner' | 'left' | 'right' | 'full' | 'cross';

/** Equal names, or a left and a right one. */
export interface JoinOn {
  left: Mention;
  right?: Mention;
}

/** A promise about fields. */
export interface QualityCheck {
  check: 'notNull' | 'unique';
  mentions: Mention[];
}

/** Ways to hide a value. */
export type Mask = 'hash' | 'redact' | 'null' | 'last4' | 'email-domain' | 'year';

/** A slot with the words that it was read from. `start` and `end` count tokens. */
export interface Hit {
  slot: Slot;
  start: number;
  end: number;
  phrase: Phrase;
  weight: number;
  score: number;
}

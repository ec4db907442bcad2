import type { Localized } from '../language';

/** One end of a relationship. @public */
export interface RelationshipEnd {
  dataset: string;
  columns: string[];
}

/** A foreign key that the data bears out: values of `from` are keys of `to`. @public */
export interface Relationship {
  from: RelationshipEnd;
  to: RelationshipEnd;
  /** 0 to 1. */
  score: number;
  cardinality: 'one-to-one' | 'many-to-one';
  /** Share of the child's rows (NULL apart) whose value is in the parent. */
  inclusion: number;
  /** Rows of the child whose value the parent lacks. */
  dangling: number;
  /** Some of the values that the parent lacks. */
  danglingValues: string[];
  /** Share of the parent's keys that the child uses. */
  coverage: number;
  /** Rows of the child without a value. */
  nulls: number;
  evidence: Localized[];
}

import type { Query } from '../ast';
import type { Hazard } from '../hazards';
import type { Statement } from '../parse';

/** A query as it was read, and what its dialect may have meant otherwise on data that the SQL does not show. */
export interface Read {
  query: Query;
  hazards: Hazard[];
}

/** Reads a dialect into the tree. */
export interface Reader {
  /**
   * One SELECT.
   * @param isLenient - for where values come from only: what the tree has no place for is an operation over what is in it
   */
  query(text: string, isLenient?: boolean): Read;
  /** What each statement reads and writes, for lineage. */
  script(text: string): Statement[];
}

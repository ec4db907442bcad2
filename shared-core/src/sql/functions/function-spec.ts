/** What a vector may answer: times are ISO text, decimals text or a number. @public */
export type VectorValue = string | number | boolean | null | VectorValue[];

/** SQL of this catalogue → what every engine must answer. @public */
export type Vector = [sql: string, result: VectorValue];

/**
 * One row of the catalogue: a function as PostgreSQL knows it. How a dialect spells it stands in the dialect's table.
 * @public
 */
export interface FunctionSpec {
  name: string;
  /** `rows`: a row for each value that it gives, in FROM or as an output. */
  kind: 'scalar' | 'aggregate' | 'ordered-set' | 'window' | 'rows';
  /** Such as `string, integer, integer? -> string`. */
  signatures: string[];
  /**
   * When the result is NULL: `any` argument is, `all` arguments are, `never`, or it `may` be so for reasons of its own.
   * Aggregates are NULL over no rows unless `never`.
   */
  nulls: 'any' | 'all' | 'never' | 'may';
  vectors: Vector[];
}

type Kind = FunctionSpec['kind'];

const row =
  (kind: Kind) =>
  (
    name: string,
    signatures: string | string[],
    vectors: Vector[],
    nulls: FunctionSpec['nulls'] = 'any',
  ): FunctionSpec => ({
    name,
    kind,
    signatures: [signatures].flat(),
    nulls,
    vectors,
  });

/** Rows by kind. @internal */
export const scalar = row('scalar');
export const aggregate = row('aggregate');
export const orderedSet = row('ordered-set');
export const windowFunction = row('window');
export const rowFunction = row('rows');

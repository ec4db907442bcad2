import { stepName } from '../../references';

/** `ETL Transform`, `ETL Transform1`: a name that nobody chose. */
const unnamed = /^ETL [\p{L} ]+?(\d*)$/u;

/**
 * A step is named after its node, and node names are unique in a workflow. A node that still has its first name is
 * called by what it does (`fallback`), with its number.
 *
 * @public
 */
export function stepNameOfNode(name: string, fallback?: string): string {
  const [first, number] = unnamed.exec(name) ?? [];
  if (first === undefined) return stepName(name);
  const what = fallback ?? first.slice('ETL '.length).replace(/\d+$/, '');
  return stepName(number ? `${what}_${number}` : what);
}

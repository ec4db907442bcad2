import { engineErrors } from './errors';

/**
 * DuckDB takes `id` and `ID` for one name: of two such fields one would be read twice, or lost without a word.
 * @throws `engine.same-names` (refusal)
 * @public
 */
export function assertNamesApart(names: string[], dataset: string): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const folded = name.toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) throw engineErrors['same-names']({ dataset, names: [other, name] });
    seen.set(folded, name);
  }
}

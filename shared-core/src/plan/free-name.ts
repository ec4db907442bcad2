/** A name that none of the taken ones has, letter case not counted. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const folded = new Set(taken.map((name) => name.toLowerCase()));
  let name = wanted;
  for (let count = 2; folded.has(name.toLowerCase()); count++) name = `${wanted}_${count}`;
  return name;
}

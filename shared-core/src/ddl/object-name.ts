/** A table's name in its parts. @public */
export interface ObjectName {
  /** Schema of PostgreSQL, database of ClickHouse. */
  container?: string;
  table: string;
}

const partPattern = /"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|([^."`]+)/g;

/**
 * Reads `analytics.flights`; a part with a dot in it stands in double quotes or backticks.
 * More than two parts: the last is the table, the one before it the schema or database.
 * @public
 */
export function parseObjectName(object: string): ObjectName {
  const parts = [...object.matchAll(partPattern)].map(
    ([, double, back, plain]) =>
      double?.replaceAll('""', '"') ?? back?.replaceAll('``', '`') ?? (plain ?? '').trim(),
  );
  return { container: parts.at(-2), table: parts.at(-1) ?? '' };
}

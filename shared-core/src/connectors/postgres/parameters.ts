/** Texts, quoted names, comments and dollar quotes hide a colon; `::` is a cast. */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\$[\p{L}_]*\$)[\s\S]*?\1|::|:([\p{L}_][\p{L}\p{N}_]*)/gu;

/** `:name` becomes `$1`, for the names that are given. @internal */
export function bindParameters(
  sql: string,
  parameters: Record<string, unknown>,
): { text: string; values: unknown[] } {
  const names: string[] = [];
  const text = sql.replace(token, (whole: string, _dollar: string | undefined, name: string | undefined) => {
    if (name === undefined || !Object.hasOwn(parameters, name)) return whole;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return { text, values: names.map((name) => parameters[name]) };
}

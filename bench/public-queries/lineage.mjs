/** Column lineage of the queries of a suite beside sqlglot's: the columns of tables that each output is made of. */
export function compareLineage({ name, tables, queries, lineage }, sql, { queryLineage }, show) {
  const columns = Object.fromEntries(
    Object.entries(tables).map(([table, list]) => [table, list.map(([column]) => column)]),
  );
  let all = 0;
  let agree = 0;
  for (const [id, text] of Object.entries(queries)) {
    const theirs = lineage[id];
    if (!theirs) {
      show(`lineage ${name} ${id}: sqlglot gives none`);
      continue;
    }
    const ours = queryLineage(sql.parseQuery(text), columns).outputs;
    for (const [place, [output, wanted]] of Object.entries(theirs).entries()) {
      all += 1;
      // sqlglot names what has no name in its own way; two of one name are one of its.
      const named = ours.find((one) => one.name.toLowerCase() === output.toLowerCase()) ?? ours[place];
      const given = valueOrigins(named?.origins ?? []);
      if (JSON.stringify(given) === JSON.stringify(wanted)) agree += 1;
      else show(`lineage ${name} ${id} ${output}: ${given} — sqlglot: ${wanted}`);
    }
  }
  return {
    what: `${name}: columns of outputs as sqlglot's lineage has them`,
    'same rows': `${agree} of ${all}`,
  };
}

/** What is in the value or chooses it; what decides about the rows of a subquery is not. */
const inValue = new Set(['identity', 'transformation', 'aggregation', 'conditional', 'window', 'mask']);
const valueOrigins = (origins) =>
  [
    ...new Set(
      origins
        .filter(({ transformation }) => inValue.has(transformation))
        .map(({ table, column }) => `${table}.${column}`.toLowerCase()),
    ),
  ].sort();

/** The statements of sqlglot's tests: what is read, said in all dialects, refused by name; and what crashes or is wrongly read. */
const dialects = ['postgresql', 'clickhouse', 'duckdb'];

/** @returns a row a file of fixtures */
export async function readFixtures(fixtures, sql, clickhouse, show) {
  const rows = [];
  for (const [file, statements] of Object.entries(fixtures)) {
    const from = file === 'test_clickhouse.py' ? 'clickhouse' : 'postgresql';
    rows.push({
      what: `sqlglot's ${file} as ${from}: ${statements.length} statements`,
      ...told(statements, from, sql, show),
    });
    if (from === 'clickhouse') rows.push(await besideTheEngine(statements, sql, clickhouse, show));
  }
  return rows;
}

function told(statements, from, sql, show) {
  const counts = { said: 0, refused: 0, syntax: 0, crashed: 0 };
  for (const text of statements) {
    const outcome = outcomeOf(text, from, sql);
    counts[outcome.kind] += 1;
    if (outcome.kind === 'crashed') show(`crashed: ${text}: ${outcome.error.stack}`);
  }
  return {
    said: `${counts.said} in all three`,
    'refused by name': counts.refused,
    'not of that grammar': counts.syntax,
    crashed: counts.crashed,
  };
}

function outcomeOf(text, from, sql) {
  try {
    const query = sql.parseQuery(asStatement(text), from);
    for (const to of dialects) sql.printQuery(query, to);
    return { kind: 'said' };
  } catch (error) {
    if (error.code === undefined) return { kind: 'crashed', error };
    return { kind: error.kind === 'refusal' ? 'refused' : 'syntax', error };
  }
}

/** The tests hold bare expressions as well. */
const starts =
  /^\s*(\(|(select|with|insert|create|alter|drop|attach|detach|truncate|system|optimize|exchange|delete|update|merge|set|use|explain|show|describe|desc|from|values|table|grant|revoke|rename|kill|analyze|comment|begin|commit|rollback|copy|call|do|execute|prepare|vacuum|refresh|declare|fetch|lock|cluster|reset|start|savepoint|release)\b)/i;
const asStatement = (text) => (starts.test(text) ? text : `SELECT ${text}`);

/** ClickHouse's own parser says what its dialect is: EXPLAIN AST. Reading for lineage takes whatever it takes. */
async function besideTheEngine(statements, sql, clickhouse, show) {
  const counts = { both: 0, all: 0, ours: 0 };
  for (const text of statements) {
    const statement = asStatement(text);
    const isTheirs = await clickhouse.rows(`EXPLAIN AST ${statement}`).then(
      () => true,
      ({ code }) => code !== '62',
    );
    const isOurs = reads(statement, sql);
    if (isTheirs) counts.all += 1;
    if (isTheirs && isOurs) counts.both += 1;
    if (isTheirs !== isOurs) show(`${isOurs ? 'read, though ClickHouse does not' : 'not read'}: ${text}`);
    if (isOurs && !isTheirs) counts.ours += 1;
  }
  return {
    what: "of those that ClickHouse's own parser takes, read for lineage",
    said: `${counts.both} of ${counts.all}`,
    'not of that grammar': `${counts.ours} read besides`,
  };
}

function reads(text, sql) {
  try {
    sql.parseScript(text, 'clickhouse');
    return true;
  } catch (error) {
    if (error.code === undefined) throw error;
    return false;
  }
}

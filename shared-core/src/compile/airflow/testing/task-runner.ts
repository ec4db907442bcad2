import type { Connection } from '../../../connectors';
import type { Dag, Task } from '../dag';
import { templateText } from '../python-text';

/** What Airflow's template engine makes of the two things that we say to it. */
export const rendered = (text: string, watermark: string | null): string =>
  templateText(text)
    .replace(/^\{% set .*%\}\n/m, '')
    .replaceAll(/\{% if watermark %\}(.*)\{% else %\}(.*)\{% endif %\}/g, watermark === null ? '$2' : '$1')
    .replaceAll('{{ watermark }}', watermark ?? '');

/** A query without what sends its rows away, and the table and fields that they land in. */
const bare = (query: string) =>
  query.replace(/^COPY \(\n?([\s\S]*)\) TO STDOUT.*$/m, '$1').replace(/\nFORMAT CSVWithNames$/, '');
const landedIn = (insert: string) =>
  /^(?:COPY|INSERT INTO) (?<table>\S+) \((?<fields>.*?)\) (?:FROM|SETTINGS)/.exec(insert)?.groups ?? {};

/**
 * Does a DAG's tasks in their order, without Airflow, where source and target are one server. What a file holds is
 * asked of `fileRows`.
 */
export async function runTasks({ tasks }: Dag, server: Connection, fileRows = ''): Promise<void> {
  let watermark: string | null = null;
  const first = async (statement: string) => {
    const { rows } = await server.query(statement);
    return rows[0] && Object.values(rows[0])[0];
  };
  const all = async (statements: string[]) => {
    let answer: unknown;
    for (const statement of statements) answer = await first(templateText(statement));
    return answer;
  };
  for (const task of tasks) {
    if (task.kind === 'copy') await copy(task, watermark, server, fileRows);
    if (task.kind === 'copy' || task.kind === 'remove') continue;
    const answer = await all(task.sql.statements);
    // ClickHouse's HTTP interface says as much of no rows as of no result.
    if (task.kind === 'watermark' && answer === undefined) throw new Error(`${task.id} gives no row`);
    if (task.kind === 'watermark') watermark = answer as string | null;
    if (task.kind === 'check' && !/^(true|1|t)$/.test(String(answer)))
      throw new Error(`${task.id} stops the run`);
  }
}

async function copy(
  { sql, query }: Extract<Task, { kind: 'copy' }>,
  watermark: string | null,
  server: Connection,
  fileRows: string,
): Promise<void> {
  const insert = sql.statements.at(-1) ?? '';
  for (const statement of sql.statements.slice(0, -1)) await server.query(statement);
  const { table, fields } = landedIn(insert);
  const rows = query
    ? bare(rendered(query.statements.join('\n'), watermark))
    : `SELECT ${fields} FROM ${fileRows}`;
  await server.query(`INSERT INTO ${table} (${fields})\n${rows}`);
}

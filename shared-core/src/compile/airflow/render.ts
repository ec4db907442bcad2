import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { Dag, Endpoint, SqlFile, Task } from './dag';
import { docText, jinjaText, oneLine, python, templateText, timedelta, variableName } from './python-text';
import type { AirflowVersion } from './versions';

const folder = join(__dirname, '..', '..', '..', 'templates', 'airflow');

// Python is not HTML: escaping is done by the helpers, each for the place where it stands.
const handlebars = Handlebars.create();
handlebars.registerHelper({ py: python, doc: docText, comment: oneLine, duration: timedelta });
const compiled = new Map<string, HandlebarsTemplateDelegate>();

/** Compiled once: that takes longer than to fill it. */
function template(name: string): HandlebarsTemplateDelegate {
  const known = compiled.get(name);
  if (known) return known;
  const text = readFileSync(join(folder, name), 'utf8');
  const made = handlebars.compile(text, { noEscape: true, strict: true, assumeObjects: true });
  compiled.set(name, made);
  return made;
}

/** The files of a DAG: the DAG, its SQL, the runtime beside it, a test, and what to install. */
export function renderDag(dag: Dag, version: AirflowVersion): Record<string, string> {
  const sql = dag.tasks.flatMap((task) => (task.kind === 'remove' ? [] : [task.sql]));
  const queries = dag.tasks.flatMap((task) => (task.kind === 'copy' && task.query ? [task.query] : []));
  const lineage = dag.tasks.flatMap((task) =>
    (task.kind === 'statements' || task.kind === 'save') && task.lineage ? [task.lineage] : [],
  );
  return {
    [`dags/${dag.module}.py`]: dagText(dag, version),
    'dags/ai_etl_runtime.py': template('ai_etl_runtime.py.hbs')({ imports: runtimeImports(version) }),
    ...Object.fromEntries(queries.map((file) => [`dags/${file.path}`, queryText(file)])),
    ...Object.fromEntries(sql.map((file) => [`dags/${file.path}`, sqlText(file)])),
    ...Object.fromEntries(
      lineage.map(({ path, content }) => [`dags/${path}`, `${JSON.stringify(content, undefined, 2)}\n`]),
    ),
    [`tests/test_${dag.module}.py`]: testText(dag, version),
    'requirements.txt': requirements(dag, version),
  };
}

function dagText(dag: Dag, version: AirflowVersion): string {
  const schedule = scheduleText(dag, version);
  const notify = (['failure', 'success'] as const)
    .map((on) => ({ on, emails: dag.notify.filter((rule) => rule.on === on).map((rule) => rule.email) }))
    .filter(({ emails }) => emails.length > 0);
  const tasks = dag.tasks.map((task) => ({
    ...taskText(task, version),
    id: task.id,
    doc: task.doc,
    variable: variableName(task.id),
  }));
  const text = template('dag.py.hbs')({
    retry: undefined,
    timeout: undefined,
    sla: undefined,
    ...dag,
    ...latenessText(dag, version),
    schedule,
    notify,
    tasks,
    version,
    shortHash: dag.hash.slice(0, 12),
    chains: chains(dag),
    imports: imports(dag, version),
    runtimeNames: runtimeNames(dag),
    usesTimedelta: Boolean(dag.retry ?? dag.timeout ?? dag.sla ?? dag.schedule.kind === 'every'),
  });
  return `${text.trimEnd()}\n`;
}

/** How a late run is told of: `sla` for tasks and a callback in 2.x, a deadline of the run in 3.x. */
function latenessText({ sla, notify, title, id }: Dag, { lateness }: AirflowVersion) {
  if (!sla) return { sla: undefined, slaMiss: undefined, deadline: undefined };
  const to = notify.filter(({ on }) => on === 'sla').map(({ email }) => email);
  const length = `${sla.amount} ${sla.amount === 1 ? sla.unit.slice(0, -1) : sla.unit}`;
  const message = {
    to,
    subject: jinjaText(`${id}: not ready after ${length}`),
    html_content: jinjaText(escapeHtml(`${title}: the run is not ready ${length} after it was due.`)),
  };
  if (lateness === 'sla') return { slaMiss: to.length > 0 ? message : undefined, deadline: undefined };
  return { sla: undefined, slaMiss: undefined, deadline: { after: sla, message } };
}

const htmlMarks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeHtml = (text: string) => text.replace(/[&<>]/g, (mark) => htmlMarks[mark] as string);

function scheduleText({ schedule, timezone }: Dag, version: AirflowVersion): string {
  switch (schedule.kind) {
    case 'manual':
      return 'None';
    case 'every':
      return timedelta(schedule.every);
    case 'asset':
      return assetList(schedule.asset, version);
    case 'cron':
      // A bare cron means an interval in 2.x and a moment in 3.x; this timetable means the same in both.
      return `CronDataIntervalTimetable(${python(schedule.cron)}, timezone=${python(timezone)})`;
  }
}

const assetList = (name: string, { assetClass, asciiAssets }: AirflowVersion) =>
  `[${assetClass}(${python(asciiAssets ? encodeURI(name) : name)})]`;
const announces = (task: Task, version: AirflowVersion) =>
  version.outlets && (task.kind === 'statements' || task.kind === 'save') && task.outlet !== undefined;

interface TaskText {
  operator: string;
  arguments: { name: string; text: string }[];
}

const operators = {
  copy: 'Copy',
  statements: 'Statements',
  check: 'Check',
  warning: 'Statements',
  watermark: 'Watermark',
  save: 'Save',
  remove: 'Remove',
};

function taskText(task: Task, version: AirflowVersion): TaskText {
  if (task.kind === 'copy') {
    const named = {
      source: endpoint(task.source),
      ...(task.query && { query: python(task.query.path) }),
      target: endpoint(task.target),
      sql: python(task.sql.path),
    };
    return { operator: 'Copy', arguments: list(named) };
  }
  const named: Record<string, string> = { database: endpoint(task.database) };
  if (task.kind === 'save') named.target = endpoint(task.target);
  if (task.kind !== 'remove') named.sql = python(task.sql.path);
  if (task.kind === 'statements' || task.kind === 'save') {
    if (task.lineage) named.lineage = python(task.lineage.path);
    if (announces(task, version)) named.outlets = assetList(task.outlet as string, version);
  }
  return { operator: operators[task.kind], arguments: list(named) };
}

const list = (named: Record<string, string>) => Object.entries(named).map(([name, text]) => ({ name, text }));

const classes = { file: 'File', postgresql: 'Postgres', clickhouse: 'ClickHouse', duckdb: 'DuckDb' };

function endpoint(place: Endpoint): string {
  const words = [python(place.connection)];
  if (place.kind === 'duckdb') words.push(python(place.path));
  if (place.kind === 'file') {
    words.push(python(place.path));
    if (place.encoding !== 'utf-8') words.push(`encoding=${python(place.encoding)}`);
    if (place.compression) words.push(`compression=${python(place.compression)}`);
  }
  return `${classes[place.kind]}(${words.join(', ')})`;
}

/** Only names that the DAG uses, so that linters stay silent. */
function runtimeNames(dag: Dag): string {
  const used = dag.tasks.flatMap((task) => [
    operators[task.kind],
    ...(task.kind === 'copy'
      ? [classes[task.source.kind], classes[task.target.kind]]
      : [classes[task.database.kind], ...(task.kind === 'save' ? [classes[task.target.kind]] : [])]),
  ]);
  return [...new Set(used)].sort().join(', ');
}

function imports(dag: Dag, version: AirflowVersion): string[] {
  const lines = [
    version.imports.dag,
    ...(dag.parameters.length ? [version.imports.param] : []),
    ...(dag.schedule.kind === 'asset' || dag.tasks.some((task) => announces(task, version))
      ? [version.imports.asset]
      : []),
    ...(dag.sla && version.lateness === 'deadline'
      ? ['from airflow.sdk import AsyncCallback, DeadlineAlert, DeadlineReference']
      : []),
    ...(dag.notify.length && version.mailIsExplicit ? ['from airflow.configuration import conf'] : []),
    ...(dag.notify.length ? ['from airflow.providers.smtp.notifications.smtp import SmtpNotifier'] : []),
    ...(dag.schedule.kind === 'cron'
      ? ['from airflow.timetables.interval import CronDataIntervalTimetable']
      : []),
  ];
  return joinImports(lines);
}

function runtimeImports({ imports: { exception, baseHook, baseOperator } }: AirflowVersion): string[] {
  return joinImports([
    exception,
    baseHook,
    baseOperator,
    'from airflow.providers.postgres.hooks.postgres import PostgresHook',
  ]);
}

/** `from x import a` and `from x import b` are one line. */
function joinImports(lines: string[]): string[] {
  const modules = new Map<string, string[]>();
  for (const line of lines) {
    const [, module = '', names = ''] = /^from (\S+) import (.+)$/.exec(line) ?? [];
    modules.set(module, [...(modules.get(module) ?? []), ...names.split(', ')]);
  }
  return [...modules]
    .map(([module, names]) => `from ${module} import ${[...new Set(names)].sort().join(', ')}`)
    .sort();
}

/** `a >> b >> c`: each edge once, in lines as long as they go. */
function chains({ edges, tasks }: Dag): string[] {
  const left = [...edges];
  const lines: string[] = [];
  for (const { id } of tasks) {
    for (
      let first = left.findIndex(([from]) => from === id);
      first >= 0;
      first = left.findIndex(([from]) => from === id)
    ) {
      const path = left.splice(first, 1)[0] as string[];
      for (
        let next = left.findIndex(([from]) => from === path.at(-1));
        next >= 0;
        next = left.findIndex(([from]) => from === path.at(-1))
      ) {
        path.push((left.splice(next, 1)[0] as [string, string])[1]);
      }
      lines.push(path.map(variableName).join(' >> '));
    }
  }
  return lines;
}

/** A line that says what is in a file; Airflow reads it as a template too. */
const heading = ({ comment }: SqlFile) => `-- ${jinjaText(oneLine(comment))}\n\n`;

const queryText = (file: SqlFile) => `${heading(file)}${file.statements.map(templateText).join('\n')}\n`;

function sqlText(file: SqlFile): string {
  return `${heading(file)}${file.statements.map(templateText).join('\n;\n\n')}\n;\n`;
}

function testText(dag: Dag, version: AirflowVersion): string {
  const three = version.assetClass === 'Asset';
  return template('test_dag.py.hbs')({
    dagBagModule: version.id === '3.3' ? 'airflow.dag_processing.dagbag' : 'airflow.models.dagbag',
    includeExamples: !three,
    file: `${dag.module}.py`,
    id: dag.id,
    taskIds: new Set(dag.tasks.map(({ id }) => id)),
    edges: dag.edges,
  });
}

/** Python's own library reads and writes no such file. */
const usesDuckDb = (task: Task) =>
  task.kind === 'copy'
    ? task.target.kind === 'duckdb' || (task.source.kind === 'file' && task.query !== undefined)
    : task.database.kind === 'duckdb';

function requirements(dag: Dag, version: AirflowVersion): string {
  const packages = [
    `apache-airflow~=${version.id}.0`,
    'apache-airflow-providers-postgres',
    ...(dag.notify.length ? ['apache-airflow-providers-smtp'] : []),
    ...(dag.tasks.some(usesDuckDb) ? ['duckdb'] : []),
  ];
  return `${packages.join('\n')}\n`;
}

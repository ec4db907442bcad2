import { parseType } from '../../schema';
import type { PipelineSpec } from '../../spec';
import { printQuery, type Query } from '../../sql';
import type { HomeSystem, SqlFile } from './dag';
import { slug } from './names';
import { parameterMark } from './python-text';

/** Prints the SQL of one pipeline, its parameters as Airflow puts them in, and says in which file it lies. */
export class SqlText {
  constructor(private readonly spec: PipelineSpec) {}

  /** A query in a system's own words; `known` are texts for names that are no parameters of the spec. */
  print(query: Query, system: HomeSystem, known: Record<string, string> = {}): string {
    const typeOf = (name: string) => this.spec.parameters[name]?.type ?? 'string';
    return printQuery(query, system, {
      parameterText: (name) => known[name] ?? parameterText(name, typeOf(name), system),
    });
  }

  /** The statements of a task in their file. */
  file(task: string, comment: string, statements: string[]): SqlFile {
    return { path: this.path(`${task}.sql`), comment, statements };
  }

  /** A file beside the statements. */
  path(name: string): string {
    return `sql/${slug(this.spec.name)}/${name}`;
  }
}

const bareKinds = ['integer', 'decimal', 'float', 'boolean'];

/** A parameter's value as Airflow puts it in: numbers as they are (Airflow checks their type), texts quoted. */
function parameterText(name: string, type: string, system: HomeSystem): string {
  const value = `params[${JSON.stringify(name)}]`;
  if (bareKinds.includes(parseType(type).kind)) return parameterMark(value);
  const escaped = system === 'clickhouse' ? ' | replace("\\\\", "\\\\\\\\")' : '';
  return `'${parameterMark(`${value} | string${escaped} | replace("'", "''")`)}'`;
}

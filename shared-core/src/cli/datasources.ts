import { existsSync, readFileSync } from 'node:fs';
import { cliErrors } from './errors';

/** Settings of one connection as written down: its system, and what that system's connector asks for. @internal */
export interface WrittenConnection {
  system: string;
  settings: Record<string, unknown>;
  /** Settings that the file names; those of the environment may be meant for a connection of a longer name. */
  written: string[];
}

/** Connections by name. @internal */
export type Datasources = Record<string, WrittenConnection>;

/** Where the list is looked for when nobody names it. @internal */
const defaultDatasourcesFile = 'datasources.yaml';

/**
 * Reads `datasources.yaml`. Every key can be overridden from the environment: `AI_ETL_WAREHOUSE_PASSWORD` is
 * `password` of the connection `warehouse`; `${NAME}` inside a value is a variable too. So no secret needs to be in a file.
 * @throws `cli.bad-datasources`, `cli.file-not-read` (input)
 * @internal
 */
export async function readDatasources(
  file?: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Datasources> {
  const path =
    file ??
    environment.AI_ETL_DATASOURCES ??
    (existsSync(defaultDatasourcesFile) ? defaultDatasourcesFile : undefined);
  if (path === undefined) return {};
  const connections = await connectionsOf(path);
  return Object.fromEntries(
    Object.entries(connections).map(([name, written]) => {
      const { system, ...settings } = { ...expanded(written, environment), ...overrides(name, environment) };
      if (typeof system !== 'string')
        throw cliErrors['bad-datasources']({ file: path, problem: `"${name}" names no system` });
      return [name, { system, settings, written: Object.keys(written).filter((key) => key !== 'system') }];
    }),
  );
}

async function connectionsOf(file: string): Promise<Record<string, Record<string, unknown>>> {
  const document: unknown = await readYaml(file);
  const connections = isRecord(document) ? (document.connections ?? document) : undefined;
  if (!isRecord(connections) || !Object.values(connections).every(isRecord)) {
    throw cliErrors['bad-datasources']({ file, problem: 'expected connections: { name: { system: …, … } }' });
  }
  return connections as Record<string, Record<string, unknown>>;
}

async function readYaml(file: string): Promise<unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw cliErrors['file-not-read'](
      { file, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
  const { parse } = await import('yaml');
  try {
    return parse(text) as unknown;
  } catch (cause) {
    // The parser's message quotes the text around the mistake, which may hold a password: only the place is told.
    const { linePos } = cause as { linePos?: [{ line: number; col: number }] };
    throw cliErrors['bad-datasources'](
      { file, problem: 'not YAML' },
      { where: { file, line: linePos?.[0].line, column: linePos?.[0].col } },
    );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function expanded(
  settings: Record<string, unknown>,
  environment: NodeJS.ProcessEnv,
): Record<string, unknown> {
  const expand = (value: unknown) =>
    typeof value === 'string'
      ? value.replace(/\$\{(\w+)\}/g, (_, name: string) => environment[name] ?? '')
      : value;
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, expand(value)]));
}

function overrides(name: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  const prefix = `AI_ETL_${name.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '_')}_`;
  const entries = Object.entries(environment).filter(
    ([key, value]) => key.startsWith(prefix) && value !== undefined,
  );
  return Object.fromEntries(
    entries.map(([key, value]) => [camelCase(key.slice(prefix.length)), value as string]),
  );
}

const camelCase = (upper: string) =>
  upper.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

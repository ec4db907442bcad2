import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'yaml';
import type { z } from 'zod';
import { connectors, type Connection, type Connector } from '../connectors';
import { cliErrors } from './errors';
import { readDatasources, type Datasources } from './datasources';

/** A place that the command line named: which connector opens it, with what, and the object in it. @internal */
export interface Location {
  /** Name of the connection in specs and messages. */
  name: string;
  connector: Connector;
  settings: Record<string, unknown>;
  object?: string;
}

/**
 * Reads what a person types for a source or a target: a path (`orders.csv`), a URI (`postgresql://host/db#public.orders`),
 * `name#object` or `name` of a connection in `datasources.yaml`, or `-` for standard input.
 * @throws `cli.no-such-connection`, `connector.*` (input)
 * @internal
 */
export async function locate(text: string, options: { datasources?: string } = {}): Promise<Location> {
  if (text === '-') return locateFile(await spoolStandardInput());
  const known = readDatasources(options.datasources);
  const [name = '', ...rest] = text.split('#');
  if (name in known) return { ...written(known, name), object: rest.join('#') || undefined };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const connector = connectors.forUri(text);
    const { settings, object } = connector.fromUri(text);
    return { name: connector.id, connector, settings, object };
  }
  if (/^[\p{L}_][\p{L}\p{N}_-]*#/u.test(text)) {
    throw cliErrors['no-such-connection']({
      name,
      file: options.datasources ?? 'datasources.yaml',
      known: Object.keys(known).join(', '),
    });
  }
  return locateFile(text);
}

/** The connection of that name in `datasources.yaml`. @internal */
export function locateConnection(name: string, options: { datasources?: string } = {}): Location {
  const known = readDatasources(options.datasources);
  if (!(name in known)) {
    throw cliErrors['no-such-connection']({
      name,
      file: options.datasources ?? 'datasources.yaml',
      known: Object.keys(known).join(', '),
    });
  }
  return written(known, name);
}

/** Opens a place; whoever opens it closes it. @internal */
export async function open(location: Location, signal?: AbortSignal): Promise<Connection> {
  return location.connector.open(location.settings, { name: location.name, signal });
}

/** Opens a place, works with it and closes it, whatever happens. @internal */
export async function using<T>(
  location: Location,
  signal: AbortSignal | undefined,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await open(location, signal);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** The object of a place, which most verbs need. @throws `cli.no-object` (input) @internal */
export function objectOf(location: Location, text: string): string {
  if (location.object === undefined)
    throw cliErrors['no-object']({
      source: text,
      example: `${text}#${location.connector.object.placeholder}`,
    });
  return location.object;
}

function locateFile(path: string): Location {
  return { name: 'files', connector: connectors.get('file'), settings: {}, object: path };
}

function written(known: Datasources, name: string): Location {
  const { system, settings } = known[name] as Datasources[string];
  const connector = connectors.get(system);
  return { name, connector, settings: typed(connector.configSchema, settings) };
}

/** The environment gives texts; a field that wants a number or a boolean gets one. */
function typed(schema: z.ZodObject, settings: Record<string, unknown>): Record<string, unknown> {
  const value = (key: string, given: unknown) => {
    const field = schema.shape[key];
    if (typeof given !== 'string' || !field || field.safeParse(given).success) return given;
    return parse(given) as unknown;
  };
  return Object.fromEntries(Object.entries(settings).map(([key, given]) => [key, value(key, given)]));
}

/** Readers need to seek and to read twice, so standard input becomes a file first. */
async function spoolStandardInput(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ai-etl-stdin-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'stdin');
  await pipeline(process.stdin, createWriteStream(file));
  return file;
}

/** A short name of a location for titles and generated names: `orders` of `data/orders.csv.gz`. @internal */
export function shortName(object: string): string {
  return basename(object).split('.')[0] || object;
}

import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import type { Connection, Connector } from '../connectors';
import { cliErrors } from './errors';
import { readDatasources, type Datasources } from './datasources';

/** The systems, loaded when a place is asked for: help and a mistyped verb answer without them. @internal */
export const registry = async () => (await import('../connectors')).connectors;

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
  const known = await readDatasources(options.datasources);
  const [name = '', ...rest] = text.split('#');
  if (name in known) return { ...(await written(known, name)), object: rest.join('#') || undefined };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const connector = (await registry()).forUri(text);
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
export async function locateConnection(
  name: string,
  options: { datasources?: string } = {},
): Promise<Location> {
  const known = await readDatasources(options.datasources);
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

/** Opens places side by side: all of them, or none and the first failure. @internal */
export async function openAll<const Places extends Location[]>(
  places: Places,
  signal?: AbortSignal,
): Promise<{ [At in keyof Places]: Connection }> {
  const opened = await Promise.allSettled(places.map((place) => open(place, signal)));
  const connections = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = opened.find((one) => one.status === 'rejected');
  if (!failed) return connections as { [At in keyof Places]: Connection };
  await Promise.all(connections.map((connection) => connection.close()));
  throw failed.reason;
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

async function locateFile(path: string): Promise<Location> {
  return { name: 'files', connector: (await registry()).get('file'), settings: {}, object: path };
}

async function written(known: Datasources, name: string): Promise<Location> {
  const { system, settings, written } = known[name] as Datasources[string];
  const connector = (await registry()).get(system);
  const settable = Object.keys(connector.configSchema.shape);
  const setting = written.find((key) => !settable.includes(key));
  if (setting !== undefined)
    throw cliErrors['unknown-setting']({ connection: name, system, setting, settable });
  return { name, connector, settings: await typed(connector.configSchema, settings) };
}

/** The environment gives texts; a field that wants a number or a boolean gets one. */
async function typed(
  schema: z.ZodObject,
  settings: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { parse } = await import('yaml');
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

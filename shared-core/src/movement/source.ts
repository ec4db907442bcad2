import type { Connection, DatasetStream, EngineRelation, StreamFormat } from '../connectors';
import type { TableSchema } from '../schema';
import type { LoadSource, ObjectSource } from './load-options';

/** A source in one form, whatever it is made of. @internal */
export interface OpenedSource {
  name: string;
  schema: TableSchema;
  offers: StreamFormat[];
  /** The connector behind it, where there is one. */
  system?: string;
  /** True where `open` leaves fields out by itself. */
  projects: boolean;
  open(request: { formats: StreamFormat[]; fields?: string[]; signal?: AbortSignal }): Promise<DatasetStream>;
  /** Of a file: what the engine scans without a stream; `schema` declares types. */
  scan?(schema: TableSchema | undefined, signal?: AbortSignal): Promise<EngineRelation>;
  /** Of a file that is read in part: the whole, and which part; `open` gives the part alone. */
  part?: { scan: NonNullable<OpenedSource['scan']>; slice: Slice };
  /** Set where the source is a query, or can be said as one, of this connection. */
  query?: { connection: Connection; sql: string };
}

/** Which rows of a dataset are wanted. @internal */
export interface Slice {
  /** In the connector's own dialect. */
  where?: string;
  limit?: number;
}

/** @internal */
export async function openSource(source: LoadSource, signal?: AbortSignal): Promise<OpenedSource> {
  if (!('connection' in source))
    return { ...source, projects: false, open: (request) => source.open(request) };
  const { connection } = source;
  const { offers } = connection.connector.capabilities;
  const system = connection.connector.id;
  if ('sql' in source) {
    const { sql, schema, name } = source;
    const open: OpenedSource['open'] = ({ formats, signal: own }) =>
      connection.readQuery!(sql, { formats, signal: own });
    return { name, schema, offers, system, projects: false, open, query: { connection, sql } };
  }
  return openObject(source, signal);
}

async function openObject(source: ObjectSource, signal?: AbortSignal): Promise<OpenedSource> {
  const { connection, object, options, where, limit, fields } = source;
  const { offers, pushDown } = connection.connector.capabilities;
  const description = await connection.describe(object, { options, signal });
  const described = withDeclared(description.schema, source.schema);
  const schema = fields
    ? { ...described, fields: fields.map((name) => fieldOf(described, name)) }
    : described;
  const opened: OpenedSource = {
    name: object,
    schema,
    offers,
    system: connection.connector.id,
    projects: pushDown.fields,
    open: (request) =>
      connection.read(object, { options, where, limit, fields, schema: source.schema, ...request }),
  };
  if (!connection.engineRelation) return opened;
  const scan = (declared: TableSchema | undefined, own?: AbortSignal) =>
    connection.engineRelation!(object, { options, schema: declared ?? source.schema, signal: own });
  if (where !== undefined || limit !== undefined)
    return { ...opened, part: { scan, slice: { where, limit } } };
  // What a file is not by itself the engine makes of it better from the file than from a conversion of it.
  return { ...opened, offers: description.passesAs ? [description.passesAs] : [], projects: false, scan };
}

/** Declared types win over inferred ones, by name. */
const withDeclared = (schema: TableSchema, declared: TableSchema | undefined): TableSchema => ({
  ...schema,
  fields: schema.fields.map((field) => {
    const said = declared?.fields.find(({ name }) => name === field.name);
    return said ? { ...field, type: said.type, nullable: said.nullable } : field;
  }),
});

/** An unknown field is refused by the connector when it reads, with the nearest names. */
const fieldOf = (schema: TableSchema, name: string) =>
  schema.fields.find((field) => field.name === name) ?? {
    name,
    type: { kind: 'string' as const },
    nullable: true,
  };

import type { Localized } from '../language';
import { fieldNamed, printType, type Field, type TableSchema, type TypeMapping } from '../schema';
import { quoteName } from '../sql';
import { alterDialects } from './alter-dialects';
import { ddlErrors } from './errors';
import { assertNames, fieldNames } from './identifiers';
import { typesOf } from './native-types';
import { parseObjectName } from './object-name';
import type { DdlSystem } from './systems';
import { typeChange } from './type-change';

/**
 * What a change can do to a table in use: `none`; `locks` writers or readers wait while it runs; `rewrites` the whole
 * table is written anew; `may-fail` on the rows that are there; `loses-data`.
 * @public
 */
export type AlterRisk = 'none' | 'locks' | 'rewrites' | 'may-fail' | 'loses-data';

/** One statement of a change, with what it may do. @public */
export interface Alteration {
  statement: string;
  field?: string;
  risk: AlterRisk;
  note: Localized;
}

/** @public */
export interface AlterOptions {
  system: DdlSystem;
  object: string;
  /** The table as it is. */
  from: TableSchema;
  /** The table as it should be. */
  to: TableSchema;
  /** Leaves fields in place that the new schema does not have. */
  keepExtra?: boolean;
  /** ClickHouse: `ON CLUSTER`. */
  cluster?: string;
  types?: TypeMapping;
}

/** What the statements of one system are made of. @internal */
export interface AlterScope {
  table: string;
  quote(name: string): string;
  types: TypeMapping;
  key: string[];
}

/**
 * The statements that turn one table into another: fields added, widened, made nullable or not, dropped; each with its
 * risk. Fields are matched by name, so a renamed field is one dropped and one added.
 *
 * @throws `ddl.would-lose-data` (refusal) naming every field whose type would become narrower;
 * `ddl.key-change` (refusal)
 * @public
 */
export function alterStatements(options: AlterOptions): Alteration[] {
  const { system, from, to } = options;
  assertNames(system, fieldNames(to));
  const scope = scopeOf(options);
  const dialect = alterDialects[system];
  assertKey(options);
  assertNothingLost(options, scope);
  const kept = to.fields.flatMap((field) => {
    const old = fieldNamed(from, field.name);
    return old ? [{ old, field }] : [];
  });
  return [
    ...to.fields
      .filter((field) => !fieldNamed(from, field.name))
      .flatMap((field) => dialect.add(scope, field)),
    ...kept.flatMap(({ old, field }) => dialect.change(scope, old, field)),
    ...addedKey(options).flatMap((key) => dialect.addKey?.(scope, key) ?? []),
    ...(options.keepExtra ? [] : extraFields(options)).flatMap((field) => dialect.drop(scope, field)),
  ];
}

function scopeOf({ system, object, cluster, types, from }: AlterOptions): AlterScope {
  const { container, table } = parseObjectName(object);
  const quote = (name: string) => quoteName(name, system);
  const path = [container, table].filter((part) => part !== undefined).map(quote);
  return {
    table: path.join('.') + (cluster === undefined ? '' : ` ON CLUSTER ${quote(cluster)}`),
    quote,
    types: types ?? typesOf(system),
    key: from.primaryKey ?? [],
  };
}

const extraFields = ({ from, to }: AlterOptions) =>
  from.fields.filter((field) => !fieldNamed(to, field.name));

const addedKey = ({ from, to }: AlterOptions) =>
  to.primaryKey?.length && !from.primaryKey?.length ? [to.primaryKey] : [];

function assertKey({ system, object, from, to, keepExtra }: AlterOptions): void {
  const [old, wanted] = [from.primaryKey ?? [], to.primaryKey];
  const isChanged = wanted !== undefined && old.length > 0 && old.join('\0') !== wanted.join('\0');
  const isDropped = !keepExtra && old.some((field) => !fieldNamed(to, field));
  const isNew = system === 'clickhouse' && old.length === 0 && (wanted?.length ?? 0) > 0;
  if (isChanged || isDropped || isNew)
    throw ddlErrors['key-change']({
      object,
      system,
      from: old,
      to: wanted ?? old.filter((f) => fieldNamed(to, f)),
    });
}

function assertNothingLost({ object, from, to }: AlterOptions, { types }: AlterScope): void {
  const changes = to.fields.flatMap((field) => {
    const old = fieldNamed(from, field.name);
    const change = old && typeChange(old.type, field.type);
    if (!old || change?.kind !== 'loses' || sameNative(types, old, field)) return [];
    return [{ field: field.name, from: printType(old.type), to: printType(field.type), ...change.why }];
  });
  if (changes.length > 0) throw ddlErrors['would-lose-data']({ object, changes });
}

/** Two logical types may live in one native type; then nothing changes on disk. @internal */
const sameNative = (types: TypeMapping, from: Field, to: Field) =>
  types.toNative(from.type).text === types.toNative(to.type).text;

import { datasetEntityNameOf, type Field } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Knex } from 'knex';
import { idOfName } from './dataset-ids';
import { inPieces, rowsInPieces, now } from './database';
import type { DatasetNameRow, DatasetRow } from './tables';

/** A name of a dataset in OpenLineage's way. */
export interface DatasetName {
  namespace: string;
  name: string;
}

/** What an event or a spec says about a dataset. */
export interface DatasetFacts extends DatasetName {
  title?: string;
  system?: string;
  connection?: string;
  owner?: string;
  sensitivity?: string;
  fields?: Field[];
  fieldsFrom: 'event' | 'spec';
  /** When this was so: an older event never overwrites a newer one. */
  at?: string;
  /** Other names of the same dataset. */
  aliases: DatasetName[];
  writtenAt?: string;
  /** True: dropped; false: it is there. */
  gone?: boolean;
}

/** From the id of any name to the id of the dataset that has it. */
export type DatasetIds = (id: string) => string;

/** Writes datasets: names that mean the same are one row. Reading is done by `DatasetQueries`. */
export class DatasetStore {
  /**
   * Stores what is said about datasets, merging rows that an alias joins.
   * @returns where each given name and alias leads
   */
  async save(transaction: Knex.Transaction, facts: readonly DatasetFacts[]): Promise<DatasetIds> {
    if (facts.length === 0) return (id) => id;
    const names = uniqueNames(facts.flatMap((fact) => [fact, ...fact.aliases]));
    const known = await this.namesIn(transaction, [...names.keys()]);
    const groups = groupsOf(facts, known);
    const target = await this.settle(transaction, groups, names, known);
    await this.describe(transaction, facts, (id) => target.get(id) ?? id);
    return (id) => target.get(id) ?? id;
  }

  private async namesIn(transaction: Knex.Transaction, ids: string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const piece of inPieces(ids)) {
      const rows = await transaction<DatasetNameRow>('dataset_names')
        .whereIn('id', piece)
        .select('id', 'dataset_id');
      for (const row of rows) found.set(row.id, row.dataset_id);
    }
    return found;
  }

  /** Gives every group of names one dataset: the oldest of those that are there, else a new one. */
  private async settle(
    transaction: Knex.Transaction,
    groups: string[][],
    names: Map<string, DatasetName>,
    known: Map<string, string>,
  ): Promise<Map<string, string>> {
    const target = new Map<string, string>();
    const fresh: string[] = [];
    const freshNames: DatasetNameRow[] = [];
    for (const group of groups) {
      const rows = [...new Set(group.flatMap((id) => known.get(id) ?? []))];
      const kept = rows.length > 1 ? await this.mergeRows(transaction, rows) : (rows[0] ?? group[0]!);
      if (rows.length === 0) fresh.push(kept);
      for (const id of group) {
        target.set(id, kept);
        if (!known.has(id)) freshNames.push({ id, dataset_id: kept, ...names.get(id)! });
      }
    }
    await insertMissing(
      transaction,
      'datasets',
      fresh.sort().map((id) => newRow(id, names.get(id)!)),
    );
    await insertMissing(transaction, 'dataset_names', freshNames.sort(byId));
    await this.yieldToOthers(transaction, freshNames, fresh, target);
    return target;
  }

  /** Where another server gave a name its dataset meanwhile, that one counts, and ours of that name goes. */
  private async yieldToOthers(
    transaction: Knex.Transaction,
    names: DatasetNameRow[],
    datasets: string[],
    target: Map<string, string>,
  ): Promise<void> {
    if (names.length === 0) return;
    const actual = await this.namesIn(
      transaction,
      names.map(({ id }) => id),
    );
    for (const [id, dataset] of actual) target.set(id, dataset);
    const used = new Set(target.values());
    const unused = datasets.filter((id) => !used.has(id));
    if (unused.length > 0) await transaction('datasets').whereIn('id', unused).delete();
  }

  /** Moves all that hangs on several rows to the oldest one. */
  private async mergeRows(transaction: Knex.Transaction, ids: string[]): Promise<string> {
    const rows = await transaction<DatasetRow>('datasets')
      .whereIn('id', ids)
      .orderBy(['created_at', 'id'])
      .forUpdate();
    const [kept, ...others] = rows as [DatasetRow, ...DatasetRow[]];
    const gone = others.map(({ id }) => id);
    await moveEdges(transaction, gone, kept.id);
    await transaction('dataset_names').whereIn('dataset_id', gone).update({ dataset_id: kept.id });
    const profiled = kept.profile ? undefined : others.find(({ profile }) => profile);
    const best = [kept, ...others].sort((one, other) => rankOf(other) - rankOf(one))[0]!;
    await transaction('datasets')
      .where({ id: kept.id })
      .update({
        fields: best.fields,
        field_count: best.field_count,
        fields_from: best.fields_from,
        fields_at: best.fields_at,
        system: kept.system ?? firstOf(others, 'system'),
        connection: kept.connection ?? firstOf(others, 'connection'),
        owner: kept.owner ?? firstOf(others, 'owner'),
        sensitivity: kept.sensitivity ?? firstOf(others, 'sensitivity'),
        last_written_at: latest(rows, 'last_written_at'),
        search_text: [...new Set(rows.map((row) => row.search_text))].join('\n'),
        ...(profiled && { profile: profiled.profile, profiled_at: profiled.profiled_at }),
      });
    await transaction('datasets').whereIn('id', gone).delete();
    return kept.id;
  }

  /** Brings what is said newest into the rows, in one statement. */
  private async describe(transaction: Knex.Transaction, facts: readonly DatasetFacts[], idOf: DatasetIds) {
    const ids = [...new Set(facts.map((fact) => idOf(idOfName(fact))))].sort();
    const rows = new Map<string, DatasetRow>();
    for (const piece of inPieces(ids))
      for (const row of await transaction<DatasetRow>('datasets')
        .whereIn('id', piece)
        .orderBy('id')
        .forUpdate())
        rows.set(row.id, row);
    const changed = new Map<string, DatasetRow>();
    for (const fact of facts) {
      const row = rows.get(idOf(idOfName(fact)));
      const after = row && withFacts(row, fact);
      if (!row || !after || after === row) continue;
      rows.set(row.id, after);
      changed.set(row.id, after);
    }
    for (const piece of rowsInPieces([...changed.values()]))
      await transaction('datasets').insert(piece).onConflict('id').merge();
  }
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

async function insertMissing(transaction: Knex.Transaction, table: string, rows: object[]) {
  for (const piece of rowsInPieces(rows)) await transaction(table).insert(piece).onConflict('id').ignore();
}

function uniqueNames(names: DatasetName[]): Map<string, DatasetName> {
  return new Map(names.map(({ namespace, name }) => [idOfName({ namespace, name }), { namespace, name }]));
}

/** Ids of names that mean the same: joined by aliases, or by a row that has both. */
function groupsOf(facts: readonly DatasetFacts[], known: Map<string, string>): string[][] {
  const parent = new Map<string, string>();
  const rootOf = (id: string): string => {
    const above = parent.get(id) ?? id;
    return above === id ? id : rootOf(above);
  };
  const join = (one: string, other: string) => parent.set(rootOf(one), rootOf(other));
  const ids = new Set<string>();
  for (const fact of facts) {
    const own = idOfName(fact);
    for (const name of [fact, ...fact.aliases]) {
      const id = idOfName(name);
      ids.add(id);
      join(id, own);
      const row = known.get(id);
      if (row) join(id, `row:${row}`);
    }
  }
  const groups = new Map<string, string[]>();
  for (const id of ids) groups.set(rootOf(id), [...(groups.get(rootOf(id)) ?? []), id]);
  return [...groups.values()];
}

function newRow(id: string, { namespace, name }: DatasetName): DatasetRow {
  return {
    id,
    namespace,
    name,
    title: name,
    entity_name: datasetEntityNameOf(namespace, name),
    system: null,
    connection: null,
    owner: null,
    sensitivity: null,
    fields: '[]',
    field_count: 0,
    fields_from: 'spec',
    fields_at: null,
    profile: null,
    profiled_at: null,
    search_text: `${name} ${namespace}`.toLowerCase(),
    created_at: now(),
    updated_at: now(),
    gone_at: null,
    last_written_at: null,
  };
}

/** The row with what is newer in the facts; the very same row where nothing is. */
function withFacts(row: DatasetRow, fact: DatasetFacts): DatasetRow {
  const fields = betterFields(row, fact);
  const next: DatasetRow = {
    ...row,
    ...fields,
    title: fact.title ?? row.title,
    system: fact.system ?? row.system,
    connection: fact.connection ?? row.connection,
    owner: fact.owner ?? row.owner,
    sensitivity: fact.sensitivity ?? row.sensitivity,
    last_written_at: later(row.last_written_at, fact.writtenAt),
    gone_at: goneAt(row, fact),
    search_text: searchText(row, fact),
  };
  const keys = Object.keys(next) as (keyof DatasetRow)[];
  return keys.every((key) => next[key] === row[key]) ? row : { ...next, updated_at: now() };
}

function betterFields(row: DatasetRow, { fields, fieldsFrom, at }: DatasetFacts): Partial<DatasetRow> {
  if (!fields?.length) return {};
  if (row.fields_from === 'event' && fieldsFrom === 'spec') return {};
  if (fieldsFrom === 'event' && row.fields_at && at && at < row.fields_at) return {};
  const said = JSON.stringify(fields);
  if (said === row.fields && fieldsFrom === row.fields_from) return {};
  return {
    fields: said,
    field_count: fields.length,
    fields_from: fieldsFrom,
    fields_at: at ?? row.fields_at,
  };
}

/** A dataset that is written after it was dropped is there again. */
function goneAt(row: DatasetRow, { gone, at, writtenAt }: DatasetFacts): string | null {
  if (gone) return later(row.gone_at, at ?? now());
  const seen = writtenAt ?? (gone === false ? at : undefined);
  return row.gone_at && seen && seen > row.gone_at ? null : row.gone_at;
}

/** Names change with aliases, so what was searchable stays so. */
function searchText(row: DatasetRow, fact: DatasetFacts): string {
  const words = [fact, ...fact.aliases].flatMap(({ namespace, name }) => [name, namespace]);
  const missing = words.map((word) => word.toLowerCase()).filter((word) => !row.search_text.includes(word));
  return [row.search_text, ...missing].join('\n');
}

const later = (one: string | null, other: string | undefined) =>
  other !== undefined && (one === null || other > one) ? other : one;

const rankOf = (row: DatasetRow) => (row.fields_from === 'event' ? 2 : 0) + (row.field_count > 0 ? 1 : 0);

const firstOf = (rows: DatasetRow[], key: 'system' | 'connection' | 'owner' | 'sensitivity') =>
  rows.map((row) => row[key]).find((value) => value !== null) ?? null;

const latest = (rows: DatasetRow[], key: 'last_written_at') =>
  rows.reduce<string | null>((found, row) => later(found, row[key] ?? undefined), null);

/** Edges of rows that go, given to the row that stays; those it has already are dropped with the rows. */
async function moveEdges(transaction: Knex.Transaction, from: string[], to: string): Promise<void> {
  const edges = await transaction('pipeline_datasets').whereIn('dataset_id', from);
  if (edges.length > 0)
    await transaction('pipeline_datasets')
      .insert(edges.map((edge) => ({ ...edge, dataset_id: to })))
      .onConflict(['pipeline_id', 'dataset_id', 'direction', 'origin'])
      .ignore();
  for (const end of ['from_dataset', 'to_dataset'])
    await transaction('column_edges')
      .whereIn(end, from)
      .update({ [end]: to });
}

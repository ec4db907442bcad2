import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvTextRelation, openEngine, type Engine } from '../../engine';
import { simple } from '../../schema';
import { profileRelation, type ProfileOptions } from '../profile-dataset';
import type { ColumnProfile, DatasetProfile } from '../profile';

/** Datasets made in a test and profiled in one engine. */
export class EngineTables {
  private made = 0;

  private constructor(readonly engine: Engine) {}

  static async open(): Promise<EngineTables> {
    return new EngineTables(await openEngine({ threads: 2 }));
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  /** Profiles a query of the engine, its types as they are. */
  async profileQuery(sql: string, options: ProfileOptions = {}): Promise<DatasetProfile> {
    const text = `(${sql})`;
    return profileRelation(
      this.engine,
      { name: 'query', text, schema: await this.engine.describe(sql) },
      options,
    );
  }

  /** Writes rows as a CSV and profiles its texts. NULL is the empty field. */
  async profileTexts(
    fields: string[],
    rows: (string | null)[][],
    options: ProfileOptions = {},
  ): Promise<DatasetProfile> {
    const path = join(this.engine.scratch, `made-${this.made++}.csv`);
    await writeFile(path, [fields, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join(''));
    return this.profileCsv(path, fields, options);
  }

  /** Profiles a CSV with a header, its fields as texts. */
  async profileCsv(path: string, names?: string[], options: ProfileOptions = {}): Promise<DatasetProfile> {
    const fields =
      names ?? (await this.engine.describe(`SELECT * FROM '${path}'`)).fields.map(({ name }) => name);
    const schema = { fields: fields.map((name) => ({ name, type: simple('string'), nullable: true })) };
    const csv = { delimiter: ',', quote: '"', escape: '"', header: true, nulls: [''] };
    const text = csvTextRelation({ kind: 'csv', paths: [path], csv, schema });
    return profileRelation(this.engine, { name: path, text, schema, isText: true }, options);
  }
}

const cell = (value: string | null) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);

/** The profile of one column. */
export function columnOf(profile: DatasetProfile, name: string): ColumnProfile {
  const column = profile.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseType } from '../../schema';
import { parseSpec, type PipelineSpec } from '../../spec';
import type { SourceSchemas } from '../../plan';

const folder = join(__dirname, '../cases');
const isUnique = / unique$/;

/** A pipeline with the schemas of its sources; every folder of `cases/` is one. */
export interface Case {
  name: string;
  text: string;
  spec: PipelineSpec;
  schemas: SourceSchemas;
  /** Fields of which no two rows of a source have the same value, by source. */
  unique: Record<string, string[]>;
}

/** All cases, by name. */
export const cases: Case[] = readdirSync(folder).sort().map(readCase);

function readCase(name: string): Case {
  const text = readFileSync(join(folder, name, 'spec.yaml'), 'utf8');
  const schemas = parse(readFileSync(join(folder, name, 'schemas.yaml'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  return {
    name,
    text,
    spec: parseSpec(text),
    schemas: Object.fromEntries(Object.entries(schemas).map(([id, fields]) => [id, schemaOf(fields)])),
    unique: Object.fromEntries(Object.entries(schemas).map(([id, fields]) => [id, uniqueOf(fields)])),
  };
}

function uniqueOf(fields: Record<string, string>): string[] {
  return Object.keys(fields).filter((name) => isUnique.test(fields[name]!));
}

/** `{ delay: int64, origin: string!, id: int64! unique }`: a type with ! is never null. */
function schemaOf(fields: Record<string, string>) {
  return {
    fields: Object.entries(fields).map(([name, text]) => {
      const type = text.replace(isUnique, '');
      return { name, type: parseType(type.replace(/!$/, '')), nullable: !type.endsWith('!') };
    }),
  };
}

/** Where a case keeps what a target makes of it. */
export const expectedFolder = (name: string, variant: string): string => join(folder, name, variant);

import type { Node } from 'libpg-query';
import { sqlErrors } from '../errors';
import { parseStatements } from '../parse';
import { byteToCharacter, lineAndColumn } from '../positions';
import { readingFunctions } from './postgresql-functions';

/** Reads PostgreSQL's own tree of the whole text. @throws `sql.not-read-only`, `sql.not-one-statement`, `sql.syntax` */
export function guardByGrammar(sql: string): void {
  const statements = parseStatements(sql);
  const [statement] = statements;
  if (!statement || statements.length !== 1)
    throw sqlErrors['not-one-statement']({ count: statements.length });
  new Guard(sql).visit(statement);
}

/** What a tag or a part of PostgreSQL's tree means to the one who wrote it. */
const writingParts: Record<string, string> = {
  intoClause: 'SELECT INTO',
  lockingClause: 'FOR UPDATE',
};

class Guard {
  private readonly character: (byte: number) => number;

  constructor(private readonly sql: string) {
    this.character = byteToCharacter(sql);
  }

  visit(value: unknown): void {
    if (Array.isArray(value)) value.forEach((item) => this.visit(item));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, part] of Object.entries(value as Record<string, unknown>)) {
      this.check(key, part as { location?: number });
      this.visit(part);
    }
  }

  private check(key: string, part: { location?: number; funcname?: Node[] }): void {
    if (key.endsWith('Stmt') && key !== 'SelectStmt') throw this.refuse(statementOf(key), part.location);
    const writing = writingParts[key];
    if (writing) throw this.refuse(writing);
    if (key === 'FuncCall') this.checkFunction(part.funcname ?? [], part.location);
  }

  private checkFunction(path: Node[], location?: number): void {
    const names = path.map((node) => ('String' in node ? (node.String.sval ?? '') : ''));
    const [schema, name] = names.length > 1 ? names : [undefined, names[0]];
    const isOwn = schema === undefined || schema === 'pg_catalog';
    if (!isOwn || !readingFunctions.has(name ?? '')) throw this.refuse(`${names.join('.')}()`, location);
  }

  private refuse(found: string, location?: number) {
    const at = location === undefined || location < 0 ? undefined : this.character(location);
    const where = at === undefined ? undefined : lineAndColumn(this.sql, at);
    return sqlErrors['not-read-only']({ found, at }, { where });
  }
}

const statementOf = (tag: string) =>
  tag
    .replace(/Stmt$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();

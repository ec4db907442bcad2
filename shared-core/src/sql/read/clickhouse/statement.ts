import type { Query, Relation, SelectItem } from '../../ast';
import type { DeclaredField, Statement } from '../../parse';
import { isQueryAhead } from './ahead';
import { asCondition, opaque } from './build';
import { readFieldType } from './type';
import type { Reading } from './reading';

/** Reads every statement: what it reads and writes. */
export function readStatements(reading: Reading): Statement[] {
  const statements: Statement[] = [];
  while (reading.peek().kind !== 'end') {
    if (reading.takes(';')) continue;
    statements.push(...readStatement(reading));
    if (!reading.isAtEnd) throw reading.wrong();
  }
  return statements;
}

function readStatement(reading: Reading): Statement[] {
  if (isQueryAhead(reading, 0)) return [{ kind: 'query', query: reading.query() }];
  if (reading.takesWords('INSERT INTO')) return readInsert(reading);
  if (reading.takesOneOf(['CREATE OR REPLACE', 'CREATE', 'ATTACH', 'REPLACE'] as const))
    return readCreate(reading);
  if (reading.takesWords('ALTER TABLE')) return readAlter(reading);
  if (reading.takesWords('DELETE FROM')) return readDelete(reading);
  if (idle.has(reading.peek().value.toUpperCase())) {
    reading.skip();
    return [];
  }
  throw reading.wrong();
}

/** Statements that move no data. */
const idle = new Set(
  `BACKUP BEGIN CHECK COMMIT DESC DESCRIBE DETACH DROP EXCHANGE EXISTS EXPLAIN GRANT KILL MOVE OPTIMIZE RENAME RESTORE
  REVOKE ROLLBACK SET SHOW SYSTEM TRUNCATE UNDROP USE WATCH`.split(/\s+/),
);

/** True for a word that begins a statement which is no query. @internal */
export const isStatement = (word: string): boolean =>
  idle.has(word.toUpperCase()) || /^(INSERT|CREATE|ATTACH|REPLACE|ALTER|DELETE|UPDATE)$/i.test(word);

const path = (reading: Reading): string[] => {
  const parts = [reading.name()];
  while (reading.takes('.')) parts.push(reading.name());
  return parts;
};

function readInsert(reading: Reading): Statement[] {
  const isFunction = reading.takesWords('TABLE FUNCTION') || reading.takesWords('FUNCTION');
  if (!isFunction) reading.takesWords('TABLE');
  const table = isFunction ? [functionText(reading)] : path(reading);
  const columns = reading.isSymbol('(') && !isQueryAhead(reading, 1) ? readColumns(reading) : undefined;
  reading.skip(() => isQueryAhead(reading, 0) || reading.isWords('VALUES') || reading.isWords('FORMAT'));
  if (!isQueryAhead(reading, 0)) {
    reading.skip();
    return [];
  }
  return [{ kind: 'write', table, query: reading.query(), columns: columns ?? [], isNew: false }];
}

/** Names of the columns; `* EXCEPT(…)` is all but some, whose names are not known here. */
function readColumns(reading: Reading): string[] | undefined {
  const isStar = reading.isSymbol('*', 1);
  reading.next();
  const names = isStar ? [] : reading.list(() => path(reading).join('.'));
  if (isStar) reading.skip(() => reading.isSymbol(')'));
  reading.expect(')');
  return isStar ? undefined : names;
}

function functionText(reading: Reading): string {
  const from = reading.peek().at;
  reading.name();
  reading.next();
  reading.skip(() => reading.isSymbol(')'));
  reading.expect(')');
  return reading.text.slice(from, reading.peek(-1).end);
}

function readCreate(reading: Reading): Statement[] {
  reading.takesWords('TEMPORARY');
  const kind = reading.takesOneOf([
    'MATERIALIZED VIEW',
    'LIVE VIEW',
    'WINDOW VIEW',
    'VIEW',
    'TABLE',
  ] as const);
  if (!kind) {
    reading.skip();
    return [];
  }
  reading.takesWords('IF NOT EXISTS');
  const name = path(reading);
  let target: string[] | undefined;
  let fields: DeclaredField[] | undefined;
  // Between the name and AS stand a cluster, an engine, keys and the like, none of which moves data.
  const isPart = () =>
    isBody(reading) || reading.isSymbol('(') || reading.isWords('TO') || reading.isWords('ENGINE');
  for (reading.skip(isPart); !reading.isAtEnd && !isBody(reading); reading.skip(isPart)) {
    if (reading.takesWords('TO')) target = path(reading);
    else if (reading.isSymbol('(') && !fields) fields = readFields(reading);
    else skipEngine(reading);
  }
  return createdBy({ name, target, fields, isView: kind !== 'TABLE' }, reading);
}

const isBody = (reading: Reading) => reading.isWords('AS') && isQueryAhead(reading, 1);
const skipEngine = (reading: Reading) => {
  reading.next();
  reading.skip(() => isBody(reading));
};

interface Created {
  name: string[];
  target?: string[];
  fields?: DeclaredField[];
  isView: boolean;
}

function createdBy({ name, target, fields, isView }: Created, reading: Reading): Statement[] {
  const declared: Statement[] = fields && !isView ? [{ kind: 'table', table: name, fields }] : [];
  if (!reading.takesWords('AS')) return declared;
  const query = reading.query();
  reading.skip();
  const columns = fields && fields.length > 0 && !target ? fields.map((field) => field.name) : undefined;
  // A materialized view fills its target by the names of its outputs.
  return [
    ...declared,
    { kind: 'write', table: target ?? name, query, isNew: target === undefined, ...(columns && { columns }) },
  ];
}

/** Columns of CREATE TABLE; indexes, constraints and projections are none. */
function readFields(reading: Reading): DeclaredField[] {
  reading.next();
  const fields: DeclaredField[] = [];
  do {
    // A comma may stand behind the last one.
    if (reading.isSymbol(')')) break;
    if (
      /^(INDEX|CONSTRAINT|PROJECTION|PRIMARY)$/i.test(reading.peek().value) &&
      reading.peek(1).kind !== 'symbol'
    )
      skipRest(reading);
    else fields.push(readField(reading));
  } while (reading.takes(','));
  reading.expect(')');
  return fields;
}

function readField(reading: Reading): DeclaredField {
  const name = path(reading).join('.');
  const isTyped =
    reading.peek().kind === 'word' &&
    !/^(DEFAULT|MATERIALIZED|ALIAS|EPHEMERAL|CODEC|COMMENT|TTL)$/i.test(reading.peek().value);
  const { type, nullable } = isTyped ? readFieldType(reading) : { nullable: true };
  skipRest(reading);
  return { name, ...(type && { type }), nullable };
}

const skipRest = (reading: Reading) => reading.skip(() => reading.isSymbol(',') || reading.isSymbol(')'));

/** `ALTER TABLE t UPDATE a = … WHERE …` and `DELETE WHERE …` change rows; the rest moves no data. */
function readAlter(reading: Reading): Statement[] {
  const table = path(reading);
  reading.skip(() => reading.isWords('UPDATE') || reading.isWords('DELETE'));
  const isUpdate = reading.takesWords('UPDATE');
  if (!isUpdate && !reading.takesWords('DELETE')) return [];
  const items = isUpdate ? reading.list(() => assignment(reading)) : [];
  return [changes(table, items, reading)];
}

function assignment(reading: Reading): SelectItem {
  const alias = reading.name();
  reading.expect('=');
  return { expression: reading.expression(), alias };
}

function readDelete(reading: Reading): Statement[] {
  const table = path(reading);
  return [changes(table, [], reading)];
}

function changes(table: string[], items: SelectItem[], reading: Reading): Statement {
  reading.skip(() => reading.isWords('WHERE'));
  const where = reading.takesWords('WHERE') ? asCondition(reading.expression()) : opaque([]);
  const from: Relation = { kind: 'table', path: table };
  const query: Query = { kind: 'select', items, from, where };
  reading.skip();
  return { kind: 'write', table, query, isNew: false };
}

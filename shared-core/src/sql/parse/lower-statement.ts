import type {
  ColumnDef,
  CreateStmt,
  CreateTableAsStmt,
  DeleteStmt,
  InsertStmt,
  MergeStmt,
  Node,
  RangeVar,
  SelectStmt,
  UpdateStmt,
  ViewStmt,
  WithClause,
} from 'libpg-query';
import { isAiEtlError } from '../../errors';
import { simple, type LogicalType } from '../../schema';
import type { Query } from '../ast';
import type { ParseContext } from './context';
import { lowerType } from './lower-type';

/** What one statement does to tables, as far as lineage is concerned. @public */
export type Statement =
  | { kind: 'query'; query: Query }
  /** Outputs of the query become columns of the table: by their names, or by position where `columns` are given; an empty list is all of them. */
  | { kind: 'write'; table: string[]; query: Query; columns?: string[]; isNew: boolean }
  /** A table declared with its columns, which later stars stand for. */
  | { kind: 'table'; table: string[]; fields: DeclaredField[] };

/** A column of CREATE TABLE; the type is absent where it is none of ours. @public */
export interface DeclaredField {
  name: string;
  type?: LogicalType;
  nullable: boolean;
}

type Lower = (body: never, c: ParseContext) => Statement[];

/** Statements that move no data. */
const idle = new Set(
  `AlterTableStmt AlterTableMoveAllStmt AlterSeqStmt AlterOwnerStmt CommentStmt CreateExtensionStmt CreateRoleStmt CreateSchemaStmt
  CreateSeqStmt CreatedbStmt DeallocateStmt DiscardStmt DropStmt DropdbStmt GrantStmt GrantRoleStmt IndexStmt LockStmt
  RenameStmt RefreshMatViewStmt TransactionStmt TruncateStmt VacuumStmt VariableSetStmt VariableShowStmt`.split(
    /\s+/,
  ),
);

/** Lowers a statement to the queries whose outputs it writes. @throws `sql.construct-refused` (refusal) */
export function lowerStatement(node: Node, c: ParseContext): Statement[] {
  const [tag, body] = Object.entries(node)[0] as [string, never];
  if (idle.has(tag)) return [];
  const lower = statements[tag];
  if (!lower) throw c.refuse(statementName(node));
  return lower(body, c);
}

/** `InsertStmt` → `INSERT`. @internal */
export const statementName = (node: Node) =>
  (Object.keys(node)[0] ?? '')
    .replace(/Stmt$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();

const statements: Record<string, Lower> = {
  SelectStmt: (body: SelectStmt, c) => {
    const into = body.intoClause?.rel;
    const query = c.query(body);
    return [into ? { kind: 'write', table: pathOf(into, c), query, isNew: true } : { kind: 'query', query }];
  },
  CreateTableAsStmt: ({ query, into }: CreateTableAsStmt, c) => {
    if (!query || !('SelectStmt' in query)) throw c.refuse('CREATE TABLE AS of this');
    return [writes(into?.rel, query.SelectStmt, c, namesOf(into?.colNames, c), true)];
  },
  ViewStmt: ({ view, query, aliases }: ViewStmt, c) => {
    if (!query || !('SelectStmt' in query)) throw c.refuse('CREATE VIEW of this');
    return [writes(view, query.SelectStmt, c, namesOf(aliases, c), true)];
  },
  CreateStmt: ({ relation, tableElts }: CreateStmt, c) => {
    const keys = primaryKey(tableElts, c);
    const fields = (tableElts ?? []).flatMap((part) =>
      'ColumnDef' in part ? [declared(part.ColumnDef, keys, c)] : [],
    );
    return [{ kind: 'table', table: pathOf(relation, c), fields }];
  },
  InsertStmt: insert,
  UpdateStmt: ({ relation, targetList, fromClause, whereClause, withClause }: UpdateStmt, c) => {
    const from = [...read(relation), ...(fromClause ?? [])];
    return [writes(relation, select(assigned(targetList), from, whereClause, withClause), c)];
  },
  DeleteStmt: ({ relation, usingClause, whereClause, withClause }: DeleteStmt, c) => [
    writes(relation, select([], [...read(relation), ...(usingClause ?? [])], whereClause, withClause), c),
  ],
  MergeStmt: merge,
};

function declared(column: ColumnDef, keys: string[], c: ParseContext): DeclaredField {
  const name = c.restore(column.colname ?? '');
  const isRequired = constraintsOf(column.constraints).some(
    (type) => type === 'CONSTR_NOTNULL' || type === 'CONSTR_PRIMARY',
  );
  return { name, ...typeOf(column, c), nullable: !isRequired && !keys.includes(name) };
}

function typeOf({ typeName }: ColumnDef, c: ParseContext): { type?: LogicalType } {
  if (!typeName) return {};
  // Blanks that fill a char(n) up are the table's; in a query its value is text.
  if ((typeName.names ?? []).some((word) => c.name(word) === 'bpchar')) return { type: simple('string') };
  try {
    return { type: lowerType(typeName, c).type };
  } catch (error) {
    if (isAiEtlError(error) && error.kind === 'refusal') return {};
    throw error;
  }
}

const constraintsOf = (nodes: Node[] | undefined) =>
  (nodes ?? []).map((node) => ('Constraint' in node ? node.Constraint.contype : undefined));

const primaryKey = (nodes: Node[] | undefined, c: ParseContext): string[] =>
  (nodes ?? []).flatMap((node) =>
    'Constraint' in node && node.Constraint.contype === 'CONSTR_PRIMARY'
      ? namesOf(node.Constraint.keys, c)
      : [],
  );

function insert(body: InsertStmt, c: ParseContext): Statement[] {
  const { relation, onConflictClause: conflict } = body;
  const columns = namesOf(body.cols, c);
  const inner = body.selectStmt && 'SelectStmt' in body.selectStmt ? body.selectStmt.SelectStmt : undefined;
  if (!inner) return [];
  const source = { ...inner, ...withOf(body.withClause, inner.withClause) };
  const rows = writes(relation, source, c, columns);
  if (!conflict?.targetList) return [rows];
  const excluded: Node = {
    RangeSubselect: {
      subquery: { SelectStmt: source },
      alias: { aliasname: 'excluded', colnames: body.cols?.map(asName) },
    },
  };
  const update = select(assigned(conflict.targetList), [...read(relation), excluded], conflict.whereClause);
  return [rows, writes(relation, update, c)];
}

/** Every action of a MERGE reads the join of both tables. */
function merge(body: MergeStmt, c: ParseContext): Statement[] {
  const { relation, sourceRelation, joinCondition, withClause } = body;
  const [larg] = read(relation);
  const join: Node = {
    JoinExpr: { jointype: 'JOIN_INNER', larg, rarg: sourceRelation, quals: joinCondition },
  };
  return (body.mergeWhenClauses ?? []).flatMap((node): Statement[] => {
    if (!('MergeWhenClause' in node) || node.MergeWhenClause.commandType === 'CMD_NOTHING') return [];
    const { commandType, condition, targetList, values } = node.MergeWhenClause;
    const isInsert = commandType === 'CMD_INSERT';
    const outputs = isInsert ? (values ?? []).map(asOutput) : assigned(targetList);
    const names = isInsert ? namesOf(targetList, c) : undefined;
    return [writes(relation, select(outputs, [join], condition, withClause), c, names)];
  });
}

function writes(
  table: RangeVar | undefined,
  source: SelectStmt,
  c: ParseContext,
  columns?: string[],
  isNew = false,
): Statement {
  const query = c.query(source);
  return { kind: 'write', table: pathOf(table, c), query, isNew, ...(columns && { columns }) };
}

const select = (
  targetList: Node[],
  fromClause: Node[],
  whereClause?: Node,
  withClause?: WithClause,
): SelectStmt => ({
  targetList,
  fromClause,
  whereClause,
  withClause,
  limitOption: 'LIMIT_OPTION_DEFAULT',
  op: 'SETOP_NONE',
});

/** `set a = x, (b, c) = (y, z)`: an output for each column. */
const assigned = (targets: Node[] | undefined): Node[] =>
  (targets ?? []).map((node) => {
    if (!('ResTarget' in node)) return node;
    const { val } = node.ResTarget;
    if (!val || !('MultiAssignRef' in val)) return node;
    const { source, colno = 1 } = val.MultiAssignRef;
    return { ResTarget: { ...node.ResTarget, val: partOf(source, colno - 1) } };
  });

/** The n-th value of a row or of a subquery's outputs. */
function partOf(source: Node | undefined, index: number): Node | undefined {
  if (source && 'RowExpr' in source) return source.RowExpr.args?.[index];
  if (!source || !('SubLink' in source)) return source;
  const { subselect } = source.SubLink;
  if (!subselect || !('SelectStmt' in subselect)) return source;
  const targetList = subselect.SelectStmt.targetList?.slice(index, index + 1);
  return {
    SubLink: { ...source.SubLink, subselect: { SelectStmt: { ...subselect.SelectStmt, targetList } } },
  };
}

const asOutput = (val: Node): Node => ({ ResTarget: { val } });
const asName = (node: Node): Node => ({ String: { sval: 'ResTarget' in node ? node.ResTarget.name : '' } });
const read = (relation: RangeVar | undefined): Node[] => (relation ? [{ RangeVar: relation }] : []);

const withOf = (outer: WithClause | undefined, inner: WithClause | undefined): { withClause?: WithClause } =>
  outer ? { withClause: { ...outer, ctes: [...(outer.ctes ?? []), ...(inner?.ctes ?? [])] } } : {};

const namesOf = (nodes: Node[] | undefined, c: ParseContext): string[] =>
  (nodes ?? []).map((node) => ('ResTarget' in node ? c.restore(node.ResTarget.name ?? '') : c.name(node)));

const pathOf = (table: RangeVar | undefined, c: ParseContext): string[] =>
  [table?.catalogname, table?.schemaname, table?.relname].flatMap((part) =>
    part === undefined ? [] : [c.restore(part)],
  );

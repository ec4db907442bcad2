import { isAiEtlError } from '../errors';
import { functionNamed, parseScript, type DialectId, type Query } from '../sql';

/** What a set of queries asks of a dataset, counted in queries. @public */
export interface QueryPatterns {
  queries: number;
  /** Statements that are no readable SELECT. */
  unreadable: number;
  /** UPDATE, DELETE and MERGE statements. */
  changes: number;
  /** Queries with a GROUP BY or an aggregate. */
  aggregating: number;
  /** Queries that ask for single rows: an equality, and no aggregate. */
  lookups: number;
  equality: Record<string, number>;
  range: Record<string, number>;
  join: Record<string, number>;
  group: Record<string, number>;
  order: Record<string, number>;
}

type Use = 'equality' | 'range' | 'join' | 'group' | 'order';

/**
 * Counts how queries use the fields of a dataset. `sqlReady()` must have been awaited.
 * @param fields - names of the dataset; other columns are not counted
 * @param dialect - of the queries
 * @public
 */
export function queryPatterns(
  queries: string[],
  fields: string[],
  dialect: DialectId = 'postgresql',
): QueryPatterns {
  const patterns: QueryPatterns = {
    queries: 0,
    unreadable: 0,
    changes: 0,
    aggregating: 0,
    lookups: 0,
    equality: {},
    range: {},
    join: {},
    group: {},
    order: {},
  };
  for (const text of queries) {
    patterns.queries++;
    if (isChange(text)) patterns.changes++;
    else countQuery(readQuery(text, dialect), fields, patterns);
  }
  return patterns;
}

/** ClickHouse's own UPDATE and DELETE are parts of ALTER TABLE. */
const isChange = (text: string) =>
  /^\s*(?:(?:update|delete|merge)\b|alter\s+table\s[^;]*?\s(?:update|delete)\s)/i.test(text);

function countQuery(query: Query | undefined, fields: string[], patterns: QueryPatterns): void {
  if (!query) {
    patterns.unreadable++;
    return;
  }
  const uses = new UseCollector(new Map(fields.map((field) => [field.toLowerCase(), field])));
  uses.visit(query);
  for (const [use, names] of Object.entries(uses.found) as [Use, Set<string>][])
    for (const name of names) patterns[use][name] = (patterns[use][name] ?? 0) + 1;
  if (uses.isAggregating) patterns.aggregating++;
  else if (uses.found.equality.size > 0) patterns.lookups++;
}

/** A query that our grammar does not read is counted, not fatal: other people's queries come in many dialects. */
function readQuery(text: string, dialect: DialectId): Query | undefined {
  try {
    const [statement, ...more] = parseScript(text, dialect);
    return statement?.kind === 'query' && more.length === 0 ? statement.query : undefined;
  } catch (error) {
    if (isAiEtlError(error) && (error.kind === 'input' || error.kind === 'refusal')) return undefined;
    throw error;
  }
}

interface Node {
  kind?: string;
  [key: string]: unknown;
}

/** Walks any part of the tree; what matters is only where a column stands. */
class UseCollector {
  readonly found: Record<Use, Set<string>> = {
    equality: new Set(),
    range: new Set(),
    join: new Set(),
    group: new Set(),
    order: new Set(),
  };
  isAggregating = false;

  constructor(private readonly fields: Map<string, string>) {}

  visit(part: unknown, use?: Use): void {
    if (Array.isArray(part)) for (const item of part) this.visit(item, use);
    else if (part && typeof part === 'object') this.visitNode(part as Node, use);
  }

  private visitNode(node: Node, use?: Use): void {
    if (node.kind === 'column') return this.note(String(node.name), use);
    if (node.kind === 'call' && isAggregate(String(node.function)) && !node.over) this.isAggregating = true;
    const filters = this.filterUse(node);
    for (const [key, value] of Object.entries(node))
      this.visit(value, filters ?? this.clauseUse(node, key) ?? use);
  }

  /** Operators that an index serves. */
  private filterUse(node: Node): Use | undefined {
    if (node.kind === 'binary' && node.operator === '=')
      return isColumn(node.left) && isColumn(node.right) ? 'join' : 'equality';
    if (node.kind === 'binary' && ['<', '<=', '>', '>='].includes(String(node.operator))) return 'range';
    if (node.kind === 'between') return 'range';
    return node.kind === 'in' ? 'equality' : undefined;
  }

  private clauseUse(node: Node, key: string): Use | undefined {
    if (key === 'groupBy') {
      this.isAggregating ||= node.groupBy !== undefined;
      return 'group';
    }
    return key === 'orderBy' && node.kind === 'select' ? 'order' : undefined;
  }

  private note(name: string, use?: Use): void {
    const field = this.fields.get(name.toLowerCase());
    if (field && use) this.found[use].add(field);
  }
}

const isColumn = (part: unknown) => (part as Node | undefined)?.kind === 'column';

const isAggregate = (name: string) => ['aggregate', 'ordered-set'].includes(functionNamed(name)?.kind ?? '');

import type { Expression, OrderTerm, Query, SelectQuery, WindowSpec } from '../sql';
import { callKind } from '../plan';
import type { Origin, Transformation } from './lineage';

/** A column or a subquery inside an expression, and what the expression does with it. */
export type Use = Pick<Origin, 'kind' | 'transformation'> &
  ({ table?: string; column: string } | { query: Query });

type Way = Pick<Origin, 'kind' | 'transformation'>;

const identity: Way = { kind: 'direct', transformation: 'identity' };
const made: Way = { kind: 'direct', transformation: 'transformation' };
const conditional: Way = { kind: 'indirect', transformation: 'conditional' };

/**
 * Columns that an expression reads. What a CASE tests and what orders a window is indirect: it chooses the value,
 * it is not in it.
 */
export function usesOf(expression: Expression, windows: SelectQuery['windows'] = []): Use[] {
  return new Reader(windows).read(expression, identity);
}

class Reader {
  constructor(private readonly windows: NonNullable<SelectQuery['windows']>) {}

  read(node: Expression, way: Way): Use[] {
    switch (node.kind) {
      case 'column':
        return [{ ...way, table: node.table, column: node.name }];
      case 'literal':
      case 'interval':
      case 'parameter':
      case 'star':
        return [];
      case 'subquery':
        return [{ ...way, query: node.query }];
      case 'exists':
        return [{ ...conditional, query: node.query }];
      case 'case':
        return this.cases(node, way);
      case 'call':
        return this.call(node, way);
      case 'in':
        return [
          ...this.read(node.operand, within(way)),
          ...(Array.isArray(node.list)
            ? this.all(node.list, within(way))
            : [{ ...conditional, query: node.list }]),
        ];
      default:
        return this.all(operands(node), within(way));
    }
  }

  private all(nodes: (Expression | undefined)[], way: Way): Use[] {
    return nodes.flatMap((node) => (node ? this.read(node, way) : []));
  }

  private cases(node: Extract<Expression, { kind: 'case' }>, way: Way): Use[] {
    const tests = [node.operand, ...node.branches.map(({ when }) => when)];
    const values = [...node.branches.map(({ then }) => then), node.otherwise];
    return [...this.all(values, within(way)), ...this.all(tests, conditional)];
  }

  private call(node: Extract<Expression, { kind: 'call' }>, way: Way): Use[] {
    const over = typeof node.over === 'string' ? this.named(node.over) : node.over;
    const kind = callKind(node.function);
    const does = over || kind === 'window' ? 'window' : kind === 'scalar' ? 'transformation' : 'aggregation';
    return [
      ...this.all(node.arguments, within(way, does)),
      ...this.all([node.filter, ...ordered(node.orderBy)], conditional),
      ...(over ? this.all([...over.partitionBy, ...ordered(over.orderBy)], windowed) : []),
    ];
  }

  private named(name: string): WindowSpec | undefined {
    return this.windows.find((window) => window.name === name)?.spec;
  }
}

const windowed: Way = { kind: 'indirect', transformation: 'window' };

const ordered = (terms: OrderTerm[] = []) => terms.map((term) => term.expression);

/** One level further in: a bare column is no longer taken as it is. */
function within(way: Way, does: Transformation = 'transformation'): Way {
  if (way.kind === 'indirect') return way;
  const isPlain = way.transformation === 'identity' || way.transformation === 'transformation';
  return isPlain ? { ...made, transformation: does } : way;
}

/** Expressions directly inside a node that has nothing special about them. */
const operands = (node: Expression): Expression[] =>
  Object.entries(node)
    .filter(([key]) => key !== 'type')
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value as unknown]))
    .filter((value): value is Expression => typeof value === 'object' && value !== null && 'kind' in value);

import { functionNamed } from '../sql';

/** What a call works over: its own row, a group of rows, or the rows of a window. */
export function callKind(name: string): 'scalar' | 'aggregate' | 'window' {
  const kind = functionNamed(name)?.kind ?? 'scalar';
  if (kind === 'rows') return 'scalar';
  return kind === 'ordered-set' ? 'aggregate' : kind;
}

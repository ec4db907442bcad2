import type { LogicalType } from '../../schema';
import { loadedGrammar } from '../ready';
import type { ParseContext } from './context';
import { lowerType } from './lower-type';

/** The type that a text names (`'numeric(10,2)'`), or undefined. */
export function typeNamed(text: string, c: ParseContext): LogicalType | undefined {
  if (!/^[\p{L}_][\p{L}\p{N}_ (),[\]]*$/u.test(text)) return undefined;
  try {
    const statement = loadedGrammar().parseSync(`select null::${text}`).stmts?.[0]?.stmt;
    const target = statement && 'SelectStmt' in statement ? statement.SelectStmt.targetList?.[0] : undefined;
    const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined;
    return value && 'TypeCast' in value && value.TypeCast.typeName
      ? lowerType({ ...value.TypeCast.typeName, location: -1 }, c).type
      : undefined;
  } catch {
    return undefined;
  }
}

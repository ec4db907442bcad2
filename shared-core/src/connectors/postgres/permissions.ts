import { connectorErrors } from '../errors';
import type { Relation } from './catalog';
import { quote, quoteObject } from './quote';

type Right = 'select' | 'insert' | 'update' | 'delete';

/**
 * Says before any work which right is missing, with the statement that grants it.
 * @throws `connector.permission-denied` (input)
 * @internal
 */
export function assertRights(
  relation: Relation,
  wanted: Right[],
  who: { connection: string; user: string },
): void {
  const table = quoteObject({ container: relation.schema, name: relation.name });
  if (!relation.rights.usage) throw denied(who, 'USAGE', `SCHEMA ${quote(relation.schema)}`);
  const lacking = wanted.filter((right) => !relation.rights[right]);
  if (lacking.length > 0) throw denied(who, lacking.map((right) => right.toUpperCase()).join(', '), table);
}

/** @internal */
export const denied = (who: { connection: string; user: string }, right: string, object: string) =>
  connectorErrors['permission-denied']({
    ...who,
    right,
    object,
    grant: `GRANT ${right} ON ${object} TO ${quote(who.user)}`,
  });

import type { Task } from '../dag';
import type { Landing } from '../landing/landing';
import type { SqlText } from '../sql-text';

/** The task that takes away what has landed in one home. */
export function cleanUpTask(id: string, landings: Landing[], sql: SqlText): Task {
  const [{ home, database }] = landings as [Landing];
  const { doc, ...way } = home.cleanUp(landings.map(({ table }) => table));
  return way.kind === 'remove'
    ? { kind: 'remove', id, doc, database }
    : { kind: 'statements', id, doc, database, sql: sql.file(id, doc, way.statements) };
}

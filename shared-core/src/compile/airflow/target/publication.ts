import { lowerStep, type LowerOptions, type Plan } from '../../../plan';
import { advances } from '../cursor/cursor-tasks';
import type { Database, Task } from '../dag';
import type { Home } from '../home/home';
import type { Landing } from '../landing/landing';
import { lineageFile } from '../lineage-file';
import { assetName } from '../names';
import { sourcesOf, type Planned } from '../plan-line';
import { SqlText } from '../sql-text';

/** What a target is published with. */
export interface PublicationParts {
  plan: Plan;
  target: Planned<'target'>;
  home: Home;
  database: Database;
  landings: Landing[];
  lowering: LowerOptions;
}

/** The id of the task that publishes a target. */
export const publishId = ({ step }: Planned<'target'>): string => `publish_${step.id}`;

/** The task that works a target's rows out and makes them visible, in one step. */
export function publishTask(parts: PublicationParts): Task {
  const { plan, target, home, database, landings, lowering } = parts;
  const sql = new SqlText(plan.spec);
  const id = publishId(target);
  const watermarks = landings.flatMap(({ watermark }) => watermark ?? []);
  const { operator, doc, comment, statements } = home.publish({
    target: target.step,
    schema: target.schema,
    query: sql.print(lowerStep(plan, target.step.id, lowering), home.system),
    isIncremental: watermarks.length > 0,
    isOverlapping: watermarks.some(({ bringsAgain }) => bringsAgain),
  });
  const keeps = home.isTransactional && watermarks.length > 0;
  return {
    ...operator,
    id,
    doc: keeps ? `${doc}, and keeps how far the source was read` : doc,
    database,
    sql: sql.file(id, comment, [
      ...watermarks.flatMap((watermark) => watermark.hold()),
      ...statements,
      ...(keeps ? advances(landings) : []),
    ]),
    ...announcement(parts, sql.path(`${id}.lineage.json`)),
  };
}

/** What the task that publishes tells Airflow and OpenLineage. */
function announcement({ plan, target: { step } }: PublicationParts, path: string) {
  const sources = sourcesOf(plan, step.id).map((source) => source.step);
  return { outlet: assetName(step), lineage: lineageFile(plan, step, sources, path) };
}

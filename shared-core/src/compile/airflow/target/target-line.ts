import type { LowerOptions, Plan } from '../../../plan';
import type { StepOf } from '../../../spec';
import { findWatermark, keepWatermarks } from '../cursor/cursor-tasks';
import type { Database, Task } from '../dag';
import { each, ids, inTurn, type Edge } from '../edges';
import type { Home } from '../home/home';
import { homeOf } from '../home/homes';
import type { Landing } from '../landing/landing';
import type { SharedLanding } from '../landing/landings';
import { pathOf, placeOf } from '../names';
import { lineTo, sourcesOf, systemOf, targetsOf, type Planned } from '../plan-line';
import { SqlText } from '../sql-text';
import { checkTasks } from './checks';
import { cleanUpTask } from './clean-up';
import { publishTask } from './publication';

/** Everything that one target needs: its landings, checks, publication and clean-up. */
export class TargetLine {
  private readonly step: StepOf<'target'>;
  private readonly database: Database;
  private readonly home: Home;
  private readonly sql: SqlText;
  /** All landings that feed the target, and those that feed no other. */
  private readonly landings: Landing[];
  private readonly own: Landing[];

  constructor(
    private readonly plan: Plan,
    private readonly target: Planned<'target'>,
    landings: SharedLanding[],
  ) {
    this.step = target.step;
    this.home = homeOf(systemOf(plan, this.step));
    this.database = this.home.database(plan.spec.name, this.step);
    this.sql = new SqlText(plan.spec);
    const feeding = landings.filter(({ targets }) => targets.includes(this.step.id));
    this.landings = feeding.map(({ landing }) => landing);
    this.own = feeding.filter(({ targets }) => targets.length === 1).map(({ landing }) => landing);
  }

  /** The target's. */
  get id(): string {
    return this.step.id;
  }

  story(): string {
    const from = sourcesOf(this.plan, this.step.id).map(({ step }) => placeOf(step));
    return `${from.join(', ')} → ${placeOf(this.step)} (${this.step.mode})`;
  }

  tasks(): Task[] {
    return [
      ...this.own.flatMap((landing) => [...findWatermark(landing, this.sql), landing.land()]),
      ...this.checks(),
      this.publish(),
      ...this.keepWatermarks(),
      ...this.cleanUp(),
    ];
  }

  edges(): Edge[] {
    if (this.home.isOneAtATime) return inTurn(ids(this.tasks()));
    const checks = this.checks();
    const gates = ids(checks.filter(({ kind }) => kind === 'check'));
    const warnings = ids(checks.filter(({ kind }) => kind === 'warning'));
    const publish = [this.publish().id];
    const landed = this.landings.map((landing) => landing.taskId('land'));
    return [
      ...this.own.flatMap((landing) => each(ids(findWatermark(landing, this.sql)), [landing.taskId('land')])),
      ...each(landed, [...(gates.length ? gates : publish), ...warnings]),
      ...each(gates, publish),
      ...each(publish, ids(this.keepWatermarks())),
      ...each(this.ends(), ids(this.cleanUp())),
    ];
  }

  /** Ids of the tasks after which nobody reads what has landed. */
  ends(): string[] {
    const kept = this.keepWatermarks();
    const warnings = this.checks().filter(({ kind }) => kind === 'warning');
    return ids([...(kept.length ? kept : [this.publish()]), ...warnings]);
  }

  private checks(): Task[] {
    const { plan, target, landings, database } = this;
    const line = new Set(lineTo(plan, this.step.id));
    return checkTasks({
      plan,
      target,
      landings,
      feeds: (step) => line.has(step),
      lowering: this.lowering(),
      database,
      system: this.home.system,
      ending: targetsOf(plan).length === 1 ? '' : `_for_${this.step.id}`,
    });
  }

  private publish(): Task {
    const { plan, target, home, database, landings } = this;
    return publishTask({ plan, target, home, database, landings, lowering: this.lowering() });
  }

  /** A task of its own where the rows' transaction cannot hold the watermark. */
  private keepWatermarks(): Task[] {
    return this.home.isTransactional ? [] : keepWatermarks(this.landings, this.step, this.sql);
  }

  private cleanUp(): Task[] {
    return this.own.length > 0 ? [cleanUpTask(`clean_up_${this.step.id}`, this.own, this.sql)] : [];
  }

  private lowering(): LowerOptions {
    const landed = new Map(this.landings.map((landing) => [landing.step.id, landing]));
    return {
      relationOf: (step) => landed.get(step.id)?.relation ?? { kind: 'table', path: pathOf(step.object) },
      isRead: (step) => landed.get(step.id)?.isRead ?? false,
      parameters: 'keep',
    };
  }
}

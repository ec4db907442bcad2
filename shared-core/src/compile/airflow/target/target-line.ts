import type { LowerOptions, Plan } from '../../../plan';
import type { StepOf } from '../../../spec';
import { cursorAsRead, cursorField } from '../cursor/cursor-field';
import { findWatermark, keepWatermarks } from '../cursor/cursor-tasks';
import { Watermark } from '../cursor/watermark';
import { isWarehouse, type Database, type Task } from '../dag';
import type { Home } from '../home/home';
import { homeOf } from '../home/homes';
import { Landing } from '../landing/landing';
import type { Sources } from '../landing/file-facts';
import { pathOf, placeOf } from '../names';
import { lineTo, sourcesOf, systemOf, targetsOf, type Planned } from '../plan-line';
import { SqlText } from '../sql-text';
import { checkTasks } from './checks';
import { publishId, publishTask } from './publication';

/** Everything that one target needs: its landings, checks, publication and clean-up. */
export class TargetLine {
  private readonly step: StepOf<'target'>;
  private readonly database: Database;
  private readonly home: Home;
  private readonly landings: Landing[];
  private readonly sql: SqlText;

  constructor(
    private readonly plan: Plan,
    private readonly target: Planned<'target'>,
    private readonly sources: Sources,
  ) {
    this.step = target.step;
    this.home = homeOf(systemOf(plan, this.step));
    this.database = this.home.database(plan.spec.name, this.step);
    this.sql = new SqlText(plan.spec);
    this.landings = sourcesOf(plan, this.step.id)
      .filter(({ step }) => this.lands(step))
      .map((source) => this.landing(source));
  }

  story(): string {
    const from = sourcesOf(this.plan, this.step.id).map(({ step }) => placeOf(step));
    return `${from.join(', ')} → ${placeOf(this.step)} (${this.step.mode})`;
  }

  tasks(): Task[] {
    return [
      ...this.landings.flatMap((landing) => [...findWatermark(landing, this.sql), landing.land()]),
      ...this.checks(),
      this.publish(),
      ...this.keepWatermarks(),
      ...this.cleanUp(),
    ];
  }

  edges(): [string, string][] {
    if (this.home.isOneAtATime) return inTurn(ids(this.tasks()));
    const checks = this.checks();
    const gates = ids(checks.filter(({ kind }) => kind === 'check'));
    const warnings = ids(checks.filter(({ kind }) => kind === 'warning'));
    const publish = [publishId(this.target)];
    const kept = ids(this.keepWatermarks());
    return [
      ...this.landings.flatMap((landing) =>
        each(ids(findWatermark(landing, this.sql)), [landing.taskId('land')]),
      ),
      ...each(
        this.landings.map((landing) => landing.taskId('land')),
        [...(gates.length ? gates : publish), ...warnings],
      ),
      ...each(gates, publish),
      ...each(publish, kept),
      ...each([...(kept.length ? kept : publish), ...warnings], ids(this.cleanUp())),
    ];
  }

  /** What a cursor brings is landed even beside its source: the watermark and the rows must be of one reading. */
  private lands(step: StepOf<'source'>): boolean {
    return (
      this.home.landsEverySource || step.connection !== this.step.connection || step.cursor !== undefined
    );
  }

  private landing(source: Planned<'source'>): Landing {
    const place = {
      home: this.home,
      database: this.database,
      container: this.home.containerOf(this.step),
      createContainer: this.step.create === 'auto',
      target: this.ownName,
    };
    return new Landing(this.plan, source, place, this.sources, this.watermark(source.step));
  }

  private watermark(source: StepOf<'source'>): Watermark | undefined {
    const field = cursorField(this.plan, source);
    const { system } = this.home;
    if (!field || !isWarehouse(system)) return undefined;
    const read = cursorAsRead(this.plan, source, field);
    return new Watermark({
      pipeline: this.plan.spec.name,
      source,
      field,
      read,
      landed: isWarehouse(systemOf(this.plan, source)) ? { kind: 'column', name: field.name } : read,
      target: this.step,
      system,
      createTarget: this.home.createTarget(this.step, this.target.schema),
    });
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
      ending: this.ownName === undefined ? '' : `_for_${this.ownName}`,
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
    if (this.landings.length === 0) return [];
    const id = `clean_up_${this.step.id}`;
    const { database } = this;
    const way = this.home.cleanUp(this.landings.map(({ table }) => table));
    const { doc } = way;
    return way.kind === 'remove'
      ? [{ kind: 'remove', id, doc, database }]
      : [{ kind: 'statements', id, doc, database, sql: this.sql.file(id, doc, way.statements) }];
  }

  private lowering(): LowerOptions {
    const landed = new Map(this.landings.map((landing) => [landing.step.id, landing]));
    return {
      relationOf: (step) => landed.get(step.id)?.relation ?? { kind: 'table', path: pathOf(step.object) },
      isRead: (step) => landed.get(step.id)?.isRead ?? false,
      parameters: 'keep',
    };
  }

  /** Tasks of several targets are told apart by it. */
  private get ownName(): string | undefined {
    return targetsOf(this.plan).length === 1 ? undefined : this.step.id;
  }
}

const ids = (tasks: Task[]): string[] => tasks.map(({ id }) => id);

const each = (from: string[], to: string[]): [string, string][] =>
  from.flatMap((one) => to.map((next): [string, string] => [one, next]));

const inTurn = (all: string[]): [string, string][] =>
  all.slice(1).map((id, index) => [all[index] as string, id]);

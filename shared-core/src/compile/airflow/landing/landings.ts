import type { Plan } from '../../../plan';
import type { StepOf } from '../../../spec';
import { cursorAsRead, cursorField } from '../cursor/cursor-field';
import { Watermark } from '../cursor/watermark';
import { isWarehouse } from '../dag';
import { homeOf } from '../home/homes';
import { sourcesOf, systemOf, targetsOf, type Planned } from '../plan-line';
import type { Sources } from './file-facts';
import { Landing } from './landing';

/** A landing, and the targets whose rows come from it. */
export interface SharedLanding {
  landing: Landing;
  targets: string[];
}

/** A source that has to lie beside a target. */
interface Need {
  source: Planned<'source'>;
  target: Planned<'target'>;
}

/**
 * All landings of a plan. A source lands once for all targets of one connection. It lands for one target alone where it
 * has a cursor, since each target is as far as it is, and where a home belongs to one task at a time.
 */
export function landingsOf(plan: Plan, sources: Sources): SharedLanding[] {
  const needs = targetsOf(plan).flatMap((target) =>
    sourcesOf(plan, target.step.id).flatMap((source) =>
      lands(plan, source.step, target.step) ? [{ source, target }] : [],
    ),
  );
  const byPlace = new Map<string, Need[]>();
  for (const need of needs) {
    const place = placeOf(plan, need);
    byPlace.set(place, [...(byPlace.get(place) ?? []), need]);
  }
  const shared = [...byPlace.values()];
  return shared.map((users) => {
    const [{ source, target }] = users as [Need];
    const isAlone = shared.filter(([other]) => other?.source === source).length === 1;
    return {
      landing: landingOf(plan, { source, target }, sources, isAlone),
      targets: users.map((user) => user.target.step.id),
    };
  });
}

function placeOf(plan: Plan, { source, target }: Need): string {
  const isOwn = source.step.cursor !== undefined || homeOf(systemOf(plan, target.step)).isOneAtATime;
  return [source.step.id, target.step.connection, ...(isOwn ? [target.step.id] : [])].join(' ');
}

/** What a cursor brings is landed even beside its source: the watermark and the rows must be of one reading. */
const lands = (plan: Plan, source: StepOf<'source'>, target: StepOf<'target'>): boolean =>
  homeOf(systemOf(plan, target)).landsEverySource ||
  source.connection !== target.connection ||
  source.cursor !== undefined;

function landingOf(plan: Plan, { source, target }: Need, sources: Sources, isAlone: boolean): Landing {
  const { step } = target;
  const home = homeOf(systemOf(plan, step));
  const place = {
    home,
    database: home.database(plan.spec.name, step),
    container: home.containerOf(step),
    createContainer: step.create === 'auto',
    target: isAlone ? undefined : step.id,
  };
  return new Landing(plan, source, place, sources, watermarkOf(plan, source.step, target));
}

function watermarkOf(
  plan: Plan,
  source: StepOf<'source'>,
  { step: target, schema }: Planned<'target'>,
): Watermark | undefined {
  const field = cursorField(plan, source);
  const system = systemOf(plan, target);
  if (!field || !isWarehouse(system)) return undefined;
  const read = cursorAsRead(plan, source, field);
  return new Watermark({
    pipeline: plan.spec.name,
    source,
    field,
    read,
    landed: isWarehouse(systemOf(plan, source)) ? { kind: 'column', name: field.name } : read,
    target,
    system,
    createTarget: homeOf(system).createTarget(target, schema),
  });
}

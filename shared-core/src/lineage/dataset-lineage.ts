import type { Plan } from '../plan';
import { through, type LineageEdge, type LineageEnd } from './lineage';
import { lineageOf } from './lineage-of';

/** A way back to a dataset. */
type Way = Omit<LineageEdge, 'to'>;

/**
 * Column lineage from end to end: fields of the datasets that are read to fields of the datasets that are written.
 * @public
 */
export function datasetLineageOf(plan: Plan): LineageEdge[] {
  const edges = lineageOf(plan);
  const back = new WayBack(edges, plan);
  const found = plan.steps.flatMap(({ step }) => {
    if (step.kind !== 'target') return [];
    const written = edges.filter(({ to }) => to.dataset === step.object && to.connection === step.connection);
    const whole: LineageEnd = { connection: step.connection, dataset: step.object };
    const ends = unique([...written.map(({ to }) => to), whole]);
    return ends.flatMap((to) => back.from(to, step.input).map((way) => ({ ...way, to })));
  });
  return unique(found);
}

class WayBack {
  private readonly into = new Map<string, LineageEdge[]>();
  private readonly known = new Map<string, Way[]>();
  private readonly inputs: ReadonlyMap<string, string[]>;

  constructor(edges: LineageEdge[], plan: Plan) {
    for (const edge of edges) {
      const key = keyOf(edge.to);
      const known = this.into.get(key);
      if (known) known.push(edge);
      else this.into.set(key, [edge]);
    }
    this.inputs = new Map(plan.steps.map(({ step, inputs }) => [step.id, inputs]));
  }

  /** Ways from datasets to an end; what decides about the rows of a step decides about those of its readers. */
  from(end: LineageEnd, ...inputs: string[]): Way[] {
    const key = keyOf(end);
    const known = this.known.get(key);
    if (known) return known;
    const own = (this.into.get(key) ?? this.throughStar(end)).flatMap((edge) => this.over(edge));
    const ofRows = end.field === undefined ? inputs.flatMap((id) => this.rowsOf(id)) : [];
    const ways = unique([...own, ...ofRows]);
    this.known.set(key, ways);
    return ways;
  }

  private over({ from, kind, transformation }: LineageEdge): Way[] {
    if (from.dataset !== undefined) return [{ from, kind, transformation }];
    return this.from(from, ...this.feeding(from)).map((way) => through(way, { kind, transformation }));
  }

  private rowsOf(id: string): Way[] {
    return this.from({ step: id }, ...(this.inputs.get(id) ?? [])).filter(({ kind }) => kind === 'indirect');
  }

  private feeding = ({ step }: LineageEnd): string[] =>
    step === undefined ? [] : (this.inputs.get(step) ?? []);

  /** A field of a step whose fields are not known is the field of that name of what feeds it. */
  private throughStar({ field, ...whole }: LineageEnd): LineageEdge[] {
    if (field === undefined) return [];
    return (this.into.get(keyOf(whole)) ?? [])
      .filter(({ kind, from }) => kind === 'direct' && from.field === undefined)
      .map((edge) => ({ ...edge, from: { ...edge.from, field }, to: { ...whole, field } }));
  }
}

const keyOf = ({ step, connection, dataset, field }: LineageEnd) =>
  JSON.stringify([step, connection, dataset, field]);

const unique = <T>(items: T[]): T[] =>
  items.length < 2 ? items : [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];

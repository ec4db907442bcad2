import type { StepInput } from '../references';
import { inOrder, type Drawing, type DrawnNode, type Link } from './drawing';
import { DrawnForm, Refusal } from './drawn-form';
import type { NodeRefusal } from './errors';
import { nativeNodes, unknownNode } from './native';
import { startOf, type Schedule } from './native/triggers';
import { NodeCall, type Translation, type Translator } from './node-call';
import { ourNodes } from './ours';

/** What is known of a node once it has had its turn. */
interface Done {
  outputs: (string | undefined)[];
  /** A trigger, or something that a trigger started and that gives no rows. */
  isStart: boolean;
  /** Nodes behind one that was refused are looked at all the same. */
  isRefused?: boolean;
}

/** A line into a node, and what is known of the node that it comes from. */
type Arrival = Link & { done: Done };

/** What arrives at a node: the step that feeds each input, and whether it is started rather than fed. */
interface Arriving {
  feeders: string[];
  steps: (string | undefined)[];
  isStarted: boolean;
}

/** A stand-in for rows of a node that was refused, so that the nodes behind it can be looked at. */
const unknownRows = 'unknown_rows';

/** The nodes of a drawing in order, each into steps. */
export class Translating {
  readonly steps: StepInput[] = [];
  readonly refusals: NodeRefusal[] = [];
  readonly leftOut: string[] = [];
  readonly connections = new Map<string, string>();
  readonly starts: { node: DrawnNode; schedule: Schedule }[] = [];
  /** The nodes that load something. */
  readonly writers: DrawnNode[] = [];
  private readonly names = new Set<string>();
  private readonly done = new Map<string, Done>();

  constructor(private readonly drawing: Drawing) {}

  run(): this {
    const { ordered, inCircle } = inOrder(this.drawing);
    for (const node of ordered) this.done.set(node.name, this.node(node));
    for (const node of inCircle)
      this.refuse(node, {
        en: 'it is part of a circle; a pipeline has none',
        ru: 'он входит в круг, а в конвейере кругов нет',
      });
    return this;
  }

  private node(node: DrawnNode): Done {
    const inputs = this.arrivals(node);
    const feeders = inputs.flat();
    const isFirst = feeders.length === 0 && startOf(node.type) !== undefined;
    if (!isFirst && feeders.every(({ done }) => isLeft(done))) return this.leave(node);
    const arriving = {
      feeders: feeders.map(({ from }) => from),
      steps: inputs.map((links) => this.stepAt(node, links)),
      isStarted: feeders.some(({ done }) => done.isStart),
    };
    return node.disabled ? this.pass(node, arriving) : this.translated(node, arriving);
  }

  /** By input. The order of the nodes has it that those before this one are done. */
  private arrivals({ name }: DrawnNode): Arrival[][] {
    const inputs = this.drawing.links.get(name) ?? [];
    return inputs.map((links) => links.map((link) => ({ ...link, done: this.done.get(link.from)! })));
  }

  private stepAt(node: DrawnNode, links: Arrival[]): string | undefined {
    const rows = links.flatMap(({ done, output }) => {
      const step = done.isRefused ? unknownRows : done.outputs[output];
      return step === undefined ? [] : [step];
    });
    if (new Set(rows).size > 1)
      this.refuse(node, {
        en: 'several datasets arrive at one input; unite them with ETL Union',
        ru: 'на один вход приходят несколько наборов; объедините их узлом ETL Union',
      });
    return rows[0];
  }

  private translated(node: DrawnNode, arriving: Arriving): Done {
    const { names, connections, steps } = this;
    const call = new NodeCall(new DrawnForm(node), arriving, { names, connections, steps });
    try {
      return this.keep(node, translatorOf(node)(call), arriving);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(node, error.reason);
      return { outputs: [], isStart: false, isRefused: true };
    }
  }

  private keep(node: DrawnNode, made: Translation, arriving: Arriving): Done {
    if ('passes' in made) return this.pass(node, arriving);
    if ('starts' in made) {
      this.starts.push({ node, schedule: made.starts });
      return { outputs: [], isStart: true };
    }
    this.steps.push(...made.steps);
    if (made.steps.some(({ kind }) => kind === 'target')) this.writers.push(node);
    return { outputs: made.outputs, isStart: made.outputs.length === 0 && arriving.isStarted };
  }

  /** What arrives at the first input goes on behind the node. */
  private pass({ name }: DrawnNode, { steps, isStarted }: Arriving): Done {
    this.leftOut.push(name);
    return { outputs: steps.slice(0, 1), isStart: isStarted };
  }

  private leave({ name }: DrawnNode): Done {
    this.leftOut.push(name);
    return { outputs: [], isStart: false };
  }

  private refuse({ name, type }: DrawnNode, reason: NodeRefusal['reason']): void {
    this.refusals.push({ node: name, type, reason });
  }
}

const isLeft = ({ isStart, outputs, isRefused }: Done) => !isStart && !isRefused && outputs.length === 0;

function translatorOf({ type }: DrawnNode): Translator {
  if (Object.hasOwn(ourNodes, type)) return ourNodes[type]!;
  if (Object.hasOwn(nativeNodes, type)) return nativeNodes[type]!;
  return startOf(type) ?? unknownNode;
}

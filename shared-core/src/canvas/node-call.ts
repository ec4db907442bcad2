import { stepName, freeName, type StepInput } from '../references';
import type { Schedule } from './native/triggers';
import type { DrawnForm } from './drawn-form';
import { refuse } from './drawn-form';

/** What a node is in a pipeline. */
export type Translation =
  /** Steps, and the step whose rows leave by each output; an output without one carries no dataset. */
  | { steps: StepInput[]; outputs: (string | undefined)[] }
  /** It starts the workflow. */
  | { starts: Schedule }
  /** It is no part of the pipeline, and lets pass what arrives. */
  | { passes: true };

/** What the nodes before have made. */
interface PipelineSoFar {
  names: Set<string>;
  /** Systems by connection. */
  connections: Map<string, string>;
  steps: StepInput[];
}

/** A node's turn: its form, what feeds it, and the names that it may give. */
export class NodeCall {
  private readonly arriving: (string | undefined)[];
  /** The nodes before this one. */
  readonly feeders: string[];

  constructor(
    readonly form: DrawnForm,
    arriving: { steps: (string | undefined)[]; feeders: string[] },
    private readonly made: PipelineSoFar,
  ) {
    this.arriving = arriving.steps;
    this.feeders = arriving.feeders;
  }

  /** A step that has been made. */
  step(id: string): StepInput | undefined {
    return this.made.steps.find((step) => step.id === id);
  }

  get version(): number {
    return this.form.node.typeVersion;
  }

  /** The step that arrives. @throws a refusal where none does */
  input(index = 0): string {
    const step = this.arriving[index];
    if (step !== undefined) return step;
    throw refuse(`no rows arrive at input ${index + 1}`, `на вход ${index + 1} строки не приходят`);
  }

  arrives(index: number): boolean {
    return this.arriving[index] !== undefined;
  }

  /** A name for a step that no other step has. */
  id(wanted: string = stepName(this.form.node.name)): string {
    const id = freeName(wanted, this.made.names);
    this.made.names.add(id);
    return id;
  }

  get taken(): string[] {
    return [...this.made.names];
  }

  /** Makes a connection known to the pipeline; a name that another system has gets a number. */
  connection(wanted: string, system: string): string {
    const clash = this.made.connections.get(wanted);
    const name = clash === undefined || clash === system ? wanted : `${wanted}_${system}`;
    this.made.connections.set(name, system);
    return name;
  }
}

export type Translator = (call: NodeCall) => Translation;

/** One step whose rows leave by the only output. */
export const oneStep = (step: StepInput): Translation => ({ steps: [step], outputs: [step.id] });

import type { StepInput } from '../references';
import { stepName } from '../references';
import { parseSpec, type PipelineSpec, type PipelineSpecInput } from '../spec';
import { inOrder, isWorkflow, readDrawing, type Drawing, type DrawnNode } from './drawing';
import { DrawnForm, Refusal } from './drawn-form';
import { canvasErrors, type NodeRefusal } from './errors';
import { nativeNodes, unknownNode } from './native';
import { otherTrigger, withZone, type Schedule } from './native/triggers';
import { NodeCall, type Translation, type Translator } from './node-call';
import { ourNodes } from './ours';

/** What was read of a workflow. @public */
export interface WorkflowReading {
  /** Absent where something was refused, or nothing is loaded. */
  spec?: PipelineSpecInput;
  refusals: NodeRefusal[];
  /** Nodes that no trigger reaches, or that only look: they are no part of the pipeline. */
  leftOut: string[];
}

/** What is known of a node once it has had its turn. */
interface Done {
  outputs: (string | undefined)[];
  /** A trigger, or something that a trigger started and that gives no rows. */
  isStart: boolean;
  /** Nodes behind one that was refused are looked at all the same. */
  isRefused?: boolean;
}

/** A stand-in for rows of a node that was refused, so that the nodes behind it can be looked at. */
const unknownRows = 'unknown_rows';

class Translating {
  readonly steps: StepInput[] = [];
  readonly refusals: NodeRefusal[] = [];
  readonly leftOut: string[] = [];
  readonly connections = new Map<string, string>();
  readonly schedules: Schedule[] = [];
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
    const before = (this.drawing.links.get(node.name) ?? []).map((links) =>
      links.map((link) => ({ ...link, done: this.done.get(link.from)! })),
    );
    const feeders = before.flat();
    const isTrigger = feeders.length === 0 && (/trigger$/i.test(node.type) || node.type in startTypes);
    if (
      !isTrigger &&
      (feeders.length === 0 || feeders.every(({ done }) => done === undefined || isLeft(done)))
    )
      return this.leave(node);
    const arriving = before.map((links) => this.arriving(node, links));
    if (node.disabled)
      return passing(
        arriving,
        feeders.some(({ done }) => done.isStart),
      );
    return this.translated(
      node,
      arriving,
      feeders.some(({ done }) => done.isStart),
    );
  }

  private arriving(
    node: DrawnNode,
    links: { output: number; from: string; done: Done }[],
  ): string | undefined {
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

  private translated(node: DrawnNode, arriving: (string | undefined)[], isStarted: boolean): Done {
    const feeders = (this.drawing.links.get(node.name) ?? []).flat().map(({ from }) => from);
    const call = new NodeCall(
      new DrawnForm(node),
      arriving,
      this.names,
      this.connections,
      this.steps,
      feeders,
    );
    try {
      return this.keep(node, translatorOf(node)(call), arriving, isStarted);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refuse(node, error.reason);
      return { outputs: [], isStart: false, isRefused: true };
    }
  }

  private keep(
    node: DrawnNode,
    made: Translation,
    arriving: (string | undefined)[],
    isStarted: boolean,
  ): Done {
    if ('starts' in made) {
      this.schedules.push(made.starts);
      return { outputs: [], isStart: true };
    }
    if ('passes' in made) {
      this.leftOut.push(node.name);
      return passing(arriving, isStarted);
    }
    this.steps.push(...made.steps);
    return { outputs: made.outputs, isStart: made.outputs.length === 0 && isStarted };
  }

  private leave(node: DrawnNode): Done {
    this.leftOut.push(node.name);
    return { outputs: [], isStart: false };
  }

  private refuse({ name, type }: DrawnNode, reason: NodeRefusal['reason']): void {
    this.refusals.push({ node: name, type, reason });
  }
}

const startTypes: Record<string, true> = { 'n8n-nodes-base.start': true, 'n8n-nodes-base.webhook': true };

const isLeft = ({ isStart, outputs, isRefused }: Done) => !isStart && !isRefused && outputs.length === 0;

const passing = (arriving: (string | undefined)[], isStart: boolean): Done => ({
  outputs: arriving.length > 0 ? [arriving[0]] : [],
  isStart,
});

function translatorOf({ type }: DrawnNode): Translator {
  if (Object.hasOwn(ourNodes, type)) return ourNodes[type]!;
  if (Object.hasOwn(nativeNodes, type)) return nativeNodes[type]!;
  return /trigger$/i.test(type) ? otherTrigger : unknownNode;
}

/**
 * Reads what is drawn in a workflow, ours and n8n's common nodes, without running it: steps, connections, schedule,
 * retries. Nothing is dropped in silence: a node becomes steps, is said to be left out, or is refused.
 *
 * @param document - a workflow's JSON, as n8n exports it
 * @throws `canvas.not-a-workflow` (input)
 * @public
 */
export function readWorkflow(document: unknown): WorkflowReading {
  const drawing = readDrawing(document);
  const { steps, refusals, leftOut, connections, schedules } = new Translating(drawing).run();
  if (schedules.filter((schedule) => schedule !== 'manual').length > 1) refusals.push(twoSchedules(drawing));
  if (refusals.length > 0 || !steps.some(({ kind }) => kind === 'target')) return { refusals, leftOut };
  const schedule = schedules.find((one) => one !== 'manual') ?? 'manual';
  const spec: PipelineSpecInput = {
    apiVersion: 'ai-etl/v1',
    name: stepName(drawing.name, 'pipeline'),
    schedule: withZone(schedule, drawing.settings.timezone),
    connections: Object.fromEntries([...connections].map(([name, system]) => [name, { system }])),
    ...retryOf(drawing),
    ...timeoutOf(drawing),
    steps: needed(steps),
  };
  return { spec, refusals, leftOut };
}

/**
 * The pipeline that is drawn in a workflow.
 * @throws `canvas.cannot-say` (refusal), all nodes at once; `canvas.empty`; `canvas.not-a-workflow` (input)
 * @public
 */
export function specOfWorkflow(document: unknown): PipelineSpecInput {
  const { spec, refusals } = readWorkflow(document);
  const workflow = String((document as { name?: unknown }).name ?? '');
  if (refusals.length > 0) throw canvasErrors['cannot-say']({ workflow, refusals });
  if (!spec) throw canvasErrors.empty({ workflow });
  return spec;
}

/**
 * A pipeline from a text: a spec in YAML or JSON, or a workflow's JSON.
 * @throws `spec.invalid`, `canvas.*` (input, refusal)
 * @public
 */
export function parsePipeline(text: string, options: { file?: string } = {}): PipelineSpec {
  const document = text.trimStart().startsWith('{') ? jsonOf(text) : undefined;
  return isWorkflow(document) ? parseSpec(specOfWorkflow(document), options) : parseSpec(text, options);
}

/** Undefined for what is no JSON: the spec's reader says where it breaks. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Steps that a target needs: what nobody loads is no part of a pipeline. */
function needed(steps: StepInput[]): StepInput[] {
  const wanted = new Set<string>();
  for (const step of steps.toReversed()) {
    if (step.kind !== 'target' && !wanted.has(step.id)) continue;
    for (const input of inputsOf(step)) wanted.add(input);
    wanted.add(step.id);
  }
  return steps.filter(({ id }) => wanted.has(id));
}

function inputsOf(step: StepInput): string[] {
  if (step.kind === 'source') return [];
  if (step.kind === 'join') return [step.left, step.right];
  return 'inputs' in step ? step.inputs : [step.input];
}

const isSchedule = ({ type }: DrawnNode) => type === 'n8n-nodes-base.scheduleTrigger';

const twoSchedules = ({ nodes }: Drawing): NodeRefusal => {
  const { name, type } = [...nodes.values()].filter(isSchedule).at(-1)!;
  const [en, ru] = [
    'it is the second schedule; a pipeline has one',
    'это второе расписание, а у конвейера оно одно',
  ];
  return { node: name, type, reason: { en, ru } };
};

/** How often the nodes that write try again: the most of them, since a pipeline says it once. */
function retryOf({ nodes }: Drawing): Pick<PipelineSpecInput, 'retry'> {
  const trying = [...nodes.values()].filter(
    ({ retryOnFail, disabled, parameters }) => retryOnFail && !disabled && parameters.operation === 'write',
  );
  if (trying.length === 0) return {};
  const attempts = Math.max(...trying.map(({ maxTries }) => maxTries)) - 1;
  const seconds = Math.ceil(Math.max(...trying.map(({ waitBetweenTries }) => waitBetweenTries)) / 1000);
  return { retry: { attempts, delay: `${seconds}s`, backoff: 'fixed' } };
}

function timeoutOf({ settings: { executionTimeout } }: Drawing): Pick<PipelineSpecInput, 'timeout'> {
  const isSet = Number.isInteger(executionTimeout) && Number(executionTimeout) > 0;
  return isSet ? { timeout: `${Number(executionTimeout)}s` } : {};
}

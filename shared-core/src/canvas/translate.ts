import type { StepInput } from '../references';
import { stepName } from '../references';
import { parseSpec, type PipelineSpec, type PipelineSpecInput } from '../spec';
import { isWorkflow, readDrawing, type Drawing, type DrawnNode } from './drawing';
import { canvasErrors, type NodeRefusal } from './errors';
import { withZone } from './native/triggers';
import { Translating } from './translating';

/** What was read of a workflow. @public */
export interface WorkflowReading {
  /** Absent where something was refused, or nothing is loaded. */
  spec?: PipelineSpecInput;
  refusals: NodeRefusal[];
  /** Nodes that no trigger reaches, or that only look: they are no part of the pipeline. */
  leftOut: string[];
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
  const { steps, refusals, leftOut, connections, starts, writers } = new Translating(drawing).run();
  const timed = starts.filter(({ schedule }) => schedule !== 'manual');
  if (timed.length > 1) refusals.push(secondSchedule(timed.at(-1)!.node));
  if (refusals.length > 0 || writers.length === 0) return { refusals, leftOut };
  const spec: PipelineSpecInput = {
    apiVersion: 'ai-etl/v1',
    name: stepName(drawing.name, 'pipeline'),
    schedule: withZone(timed[0]?.schedule ?? 'manual', drawing.settings.timezone),
    connections: Object.fromEntries([...connections].map(([name, system]) => [name, { system }])),
    ...retryOf(writers),
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

const secondSchedule = ({ name, type }: DrawnNode): NodeRefusal => ({
  node: name,
  type,
  reason: {
    en: 'it is the second schedule; a pipeline has one',
    ru: 'это второе расписание, а у конвейера оно одно',
  },
});

/** How often the nodes that write try again: the most of them, since a pipeline says it once. */
function retryOf(writers: DrawnNode[]): Pick<PipelineSpecInput, 'retry'> {
  const trying = writers.filter(({ retryOnFail }) => retryOnFail);
  if (trying.length === 0) return {};
  const attempts = Math.max(...trying.map(({ maxTries }) => maxTries)) - 1;
  const seconds = Math.ceil(Math.max(...trying.map(({ waitBetweenTries }) => waitBetweenTries)) / 1000);
  return { retry: { attempts, delay: `${seconds}s`, backoff: 'fixed' } };
}

function timeoutOf({ settings: { executionTimeout } }: Drawing): Pick<PipelineSpecInput, 'timeout'> {
  const isSet = Number.isInteger(executionTimeout) && Number(executionTimeout) > 0;
  return isSet ? { timeout: `${Number(executionTimeout)}s` } : {};
}

import { createHash } from 'node:crypto';
import { defineMessages, type Language } from '../../language';
import type { ParameterValue, Plan } from '../../plan';
import { durationSeconds, inputsOf, type Step, type StepOf } from '../../spec';
import { draftOf } from './nodes';
import { positions } from './positions';
import { systemNodes } from './systems';
import { NodeTexts } from './texts';
import { triggerOf } from './trigger';
import type { NodeDraft, Workflow, WorkflowNode } from './workflow';

const words = defineMessages({
  en: { start: 'Start', note: 'Pipeline', files: 'Files are read from the folder that n8n lets nodes read.' },
  ru: { start: 'Начало', note: 'Конвейер', files: 'Файлы читаются из папки, которую n8n разрешает узлам.' },
});

const spacing = { x: 240, y: 180 };
const noteColor = 7;

export interface WorkflowOptions {
  parameters: Record<string, ParameterValue>;
  /** Names of n8n's credentials by connection. */
  credentials: Record<string, string>;
}

/** A workflow that does what the plan says, a node a step. */
export function lowerWorkflow(
  plan: Plan,
  { parameters, credentials }: WorkflowOptions,
  language: Language,
): Workflow {
  const { spec, hash } = plan;
  const say = words[language];
  const steps = plan.steps.flatMap(({ step }) => withFileFilter(step, plan));
  const texts = new NodeTexts(spec, parameters);
  const places = positions(steps.map((step) => ({ id: step.id, inputs: inputsOf(step) })));
  const names = new Names(steps.map(({ id }) => id));
  const node = (name: string, draft: NodeDraft, [column, row]: [number, number]): WorkflowNode => ({
    id: idOf(hash, name),
    name,
    ...draft,
    typeVersion: 1,
    position: [column * spacing.x, row * spacing.y],
  });
  const start = names.free(say.start);
  const note = names.free(say.note);
  const nodes = [
    node(note, stickyNote(plan, say.files), [0, -1.5]),
    node(start, triggerOf(spec)!, [0, 0]),
    ...steps.map((step) => ({
      ...node(step.id, draftOf(step, { texts, spec, credentials }), places.get(step.id)!),
      ...(step.kind === 'target' && retryOf(plan)),
    })),
  ];
  return {
    id: idOf(hash, 'workflow').replaceAll('-', '').slice(0, 16),
    name: spec.name,
    active: false,
    nodes,
    connections: connectionsOf(steps, start),
    settings: settingsOf(plan),
    tags: [],
  };
}

/** Files cannot filter: what a file's source asks for becomes nodes behind it, and the last has the step's name. */
function withFileFilter(step: Step, { spec }: Plan): Step[] {
  if (step.kind !== 'source' || step.where === undefined) return [step];
  if (systemNodes[spec.connections[step.connection]!.system]!.hasWhere) return [step];
  const { where, fields, ...rest } = step;
  const source: StepOf<'source'> = { ...rest, id: `${step.id}_all` };
  const filter = {
    id: fields ? `${step.id}_kept` : step.id,
    kind: 'filter' as const,
    input: source.id,
    where,
  };
  return [
    source,
    filter,
    ...(fields ? [{ id: step.id, kind: 'select' as const, input: filter.id, fields }] : []),
  ];
}

function connectionsOf(steps: Step[], start: string): Workflow['connections'] {
  const readers = new Map<string, { node: string; type: 'main'; index: number }[]>();
  const add = (from: string, node: string, index: number) =>
    readers.set(from, [...(readers.get(from) ?? []), { node, type: 'main', index }]);
  for (const step of steps) {
    if (step.kind === 'source') add(start, step.id, 0);
    inputsOf(step).forEach((input, index) => add(input, step.id, index));
  }
  return Object.fromEntries([...readers].map(([from, to]) => [from, { main: [to] }]));
}

function settingsOf({ spec }: Plan): Workflow['settings'] {
  const { schedule, timeout } = spec;
  return {
    executionOrder: 'v1',
    ...(typeof schedule === 'object' && 'timezone' in schedule && { timezone: schedule.timezone }),
    ...(timeout !== undefined && { executionTimeout: durationSeconds(timeout) }),
  };
}

function retryOf({ spec: { retry } }: Plan): Partial<WorkflowNode> {
  if (!retry || retry.attempts === 0) return {};
  return {
    retryOnFail: true,
    maxTries: retry.attempts + 1,
    waitBetweenTries: durationSeconds(retry.delay) * 1000,
  };
}

function stickyNote({ spec, hash, steps }: Plan, files: string): NodeDraft {
  const readsFiles = steps.some(
    ({ step }) => step.kind === 'source' && spec.connections[step.connection]?.system === 'file',
  );
  const lines = [
    `## ${spec.name}`,
    ...(spec.description === undefined ? [] : [spec.description]),
    ...(readsFiles ? [files] : []),
    `AI-ETL ${hash.slice(0, 12)}${spec.owner === undefined ? '' : `, ${spec.owner}`}`,
  ];
  return {
    type: 'n8n-nodes-base.stickyNote',
    parameters: { content: lines.join('\n\n'), width: 640, height: 200, color: noteColor },
  };
}

/** A UUID that is the same for the same pipeline and node. */
function idOf(hash: string, name: string): string {
  const digest = createHash('sha256').update(`${hash} ${name}`).digest('hex');
  return [8, 4, 4, 4, 12]
    .map((width, index, all) => {
      const from = all.slice(0, index).reduce((sum, part) => sum + part, 0);
      return digest.slice(from, from + width);
    })
    .join('-');
}

/** Names of nodes are unique in a workflow. */
class Names {
  constructor(private readonly taken: string[]) {}

  free(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.taken.includes(name); count++) name = `${wanted} ${count}`;
    return name;
  }
}

import { z } from 'zod';
import { canvasErrors } from './errors';

const parameters = z.record(z.string(), z.unknown()).catch({});

const nodeSchema = z.object({
  name: z.string().min(1),
  type: z.string().min(1),
  typeVersion: z.coerce.number().catch(1),
  parameters,
  disabled: z.boolean().catch(false),
  credentials: z.record(z.string(), z.object({ name: z.string().catch('') }).catch({ name: '' })).catch({}),
  retryOnFail: z.boolean().catch(false),
  maxTries: z.number().catch(3),
  waitBetweenTries: z.number().catch(1000),
});

const workflowSchema = z.object({
  name: z.string().catch(''),
  nodes: z.array(z.unknown()),
  connections: z.record(z.string(), z.unknown()).catch({}),
  settings: z.record(z.string(), z.unknown()).catch({}),
});

/** A node as the document has it. */
export type DrawnNode = z.infer<typeof nodeSchema>;

/** A line that ends in a node. */
export interface Link {
  from: string;
  output: number;
}

/** What stands in a workflow's document: nodes, and the lines between their main connections. */
export interface Drawing {
  name: string;
  nodes: Map<string, DrawnNode>;
  /** By node and input index. */
  links: Map<string, Link[][]>;
  settings: Record<string, unknown>;
}

/** Whether a value looks like the document of a workflow, as n8n exports it. @public */
export const isWorkflow = (value: unknown): value is { nodes: unknown[] } => {
  const { nodes, connections } = (value ?? {}) as Record<string, unknown>;
  return Array.isArray(nodes) && typeof connections === 'object' && connections !== null;
};

/** Reads a document. @throws `canvas.not-a-workflow` (input) */
export function readDrawing(document: unknown): Drawing {
  const parsed = workflowSchema.safeParse(document);
  if (!parsed.success)
    throw canvasErrors['not-a-workflow']({
      reason: { en: 'it has no list of nodes', ru: 'в нём нет списка узлов (nodes)' },
    });
  const { name, nodes, connections, settings } = parsed.data;
  const drawn = new Map(nodes.map((node, index) => readNode(node, index)).map((node) => [node.name, node]));
  return { name, nodes: drawn, links: linksOf(drawn, connections), settings };
}

function readNode(node: unknown, index: number): DrawnNode {
  const parsed = nodeSchema.safeParse(node);
  if (parsed.success) return parsed.data;
  throw canvasErrors['not-a-workflow']({
    reason: { en: `nodes[${index}] has no name or no type`, ru: `у nodes[${index}] нет имени или типа` },
  });
}

/** Lines of main connections only: a chat model and its like hang on their node by lines of other kinds. */
function linksOf(nodes: Map<string, DrawnNode>, connections: Record<string, unknown>): Map<string, Link[][]> {
  const links = new Map<string, Link[][]>();
  for (const [from, kinds] of Object.entries(connections)) {
    if (!nodes.has(from)) continue;
    list((kinds as { main?: unknown } | null)?.main).forEach((targets, output) => {
      for (const target of list(targets)) {
        const { node, index = 0 } = (target ?? {}) as { node?: string; index?: number };
        if (typeof node !== 'string' || !nodes.has(node) || !Number.isInteger(index) || index < 0) continue;
        const inputs = links.get(node) ?? [];
        while (inputs.length <= index) inputs.push([]);
        inputs[index]!.push({ from, output });
        links.set(node, inputs);
      }
    });
  }
  return links;
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The nodes in an order in which each comes after those that feed it; `inCircle` are those that have none. */
export function inOrder({ nodes, links }: Drawing): { ordered: DrawnNode[]; inCircle: DrawnNode[] } {
  const waiting = new Map([...nodes.keys()].map((name) => [name, feeders(links, name)]));
  const ordered: DrawnNode[] = [];
  for (let found = true; found;) {
    const ready = [...waiting].filter(([, from]) => [...from].every((name) => !waiting.has(name)));
    found = ready.length > 0;
    for (const [name] of ready) {
      waiting.delete(name);
      ordered.push(nodes.get(name)!);
    }
  }
  return { ordered, inCircle: [...waiting.keys()].map((name) => nodes.get(name)!) };
}

const feeders = (links: Map<string, Link[][]>, name: string) =>
  new Set((links.get(name) ?? []).flat().map(({ from }) => from));

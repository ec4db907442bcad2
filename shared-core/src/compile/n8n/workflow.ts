/** A workflow as n8n imports it. */
export interface Workflow {
  id: string;
  name: string;
  active: false;
  nodes: WorkflowNode[];
  connections: Record<string, { main: { node: string; type: 'main'; index: number }[][] }>;
  settings: { executionOrder: 'v1'; timezone?: string; executionTimeout?: number };
  tags: never[];
}

export interface WorkflowNode {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [x: number, y: number];
  parameters: Record<string, unknown>;
  /** By name: n8n finds its own credential of that name, and its content stays there. */
  credentials?: Record<string, { id: null; name: string }>;
  retryOnFail?: true;
  maxTries?: number;
  waitBetweenTries?: number;
}

/** A node before it has a place and an id. */
export type NodeDraft = Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'>;

/** A name chosen by hand, as n8n's lists of tables and files store it. */
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** Rows of a form, as n8n's fixed collections store them. */
export const rows = (values: Record<string, unknown>[]) => ({ values });

/** Small workflows for tests, in few words: nodes in a row, each fed by the one before. */

const pack = 'n8n-nodes-ai-etl';

export const postgres = { aiEtlPostgresApi: { id: 'aiEtlAppDatabase', name: 'App database' } };
export const clickhouse = { aiEtlClickHouseApi: { id: 'aiEtlWarehouse', name: 'Warehouse' } };

/** A node of a test's workflow. */
export interface CanvasNode {
  name: string;
  type: string;
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string; name: string }>;
  typeVersion?: number;
  onError?: 'continueRegularOutput';
}

export const node = (
  name: string,
  type: string,
  parameters: Record<string, unknown> = {},
  rest: Partial<CanvasNode> = {},
): CanvasNode => ({ name, type: `${pack}.aiEtl${type}`, parameters, ...rest });

/** A resource locator by name. */
export const named = (value: string) => ({ __rl: true, mode: 'name', value });

/** Rows of a fixed collection. */
export const rows = (...values: object[]) => ({ values });

/** `Start` and then the nodes, one after another. */
export function chain(id: string, ...nodes: CanvasNode[]) {
  const connections: Record<string, object> = {};
  ['Start', ...nodes.map(({ name }) => name)].forEach((name, index) => {
    const next = nodes[index];
    if (next) connections[name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
  });
  return workflow(id, nodes, connections);
}

/** A workflow with connections of its own: from → [to, input index?] list. */
export function graph(
  id: string,
  nodes: CanvasNode[],
  links: Record<string, [to: string, input?: number][]>,
) {
  const connections = Object.fromEntries(
    Object.entries(links).map(([from, to]) => [
      from,
      { main: [to.map(([name, index = 0]) => ({ node: name, type: 'main', index }))] },
    ]),
  );
  return workflow(id, nodes, connections);
}

/** The workflow with another trigger in place of its manual `Start`. */
export function startedBy<W extends { nodes: { name: string }[] }>(
  drawn: W,
  type: string,
  typeVersion: number,
  parameters: object = {},
  rest: object = {},
): W {
  const nodes = drawn.nodes.map((one) =>
    one.name === 'Start' ? { ...one, type: `n8n-nodes-base.${type}`, typeVersion, parameters, ...rest } : one,
  );
  return { ...drawn, nodes };
}

function workflow(id: string, nodes: CanvasNode[], connections: object) {
  const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
  return {
    id,
    name: id,
    active: false,
    nodes: [start, ...nodes].map((one, index) => ({
      id: `${id}-${index}`,
      typeVersion: 1,
      position: [index * 220, 0],
      ...one,
    })),
    connections,
    settings: { executionOrder: 'v1' },
    pinData: {}, // as the editor saves it
  };
}

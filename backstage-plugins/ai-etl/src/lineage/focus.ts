/** Where one starts to look. */
export interface Focus {
  type: 'dataset' | 'pipeline';
  id: string;
}

/** The id that nodes of the graph carry. */
export function nodeIdOf(focus: Focus): string {
  return `${focus.type}:${focus.id}`;
}

/** Type and id of a node's id. */
export function focusOf(nodeId: string): Focus {
  const at = nodeId.indexOf(':');
  return { type: nodeId.slice(0, at) as Focus['type'], id: nodeId.slice(at + 1) };
}

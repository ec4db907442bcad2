/** Where one starts to look. */
export interface Focus {
  type: 'dataset' | 'pipeline';
  id: string;
}

/** Placeholder until the graph is here. */
export function LineageExplorer(_props: { focus: Focus }) {
  return null;
}

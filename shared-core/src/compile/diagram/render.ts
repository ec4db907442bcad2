/** A flowchart before it is text. */
export interface Flowchart {
  title: string;
  hash: string;
  direction: 'LR' | 'TB';
  nodes: { id: string; title: string; kind: string; lines: string[]; shape: [open: string, close: string] }[];
  edges: [from: string, to: string][];
}

const styles = [
  'classDef data fill:#e8f1fb,stroke:#2b6cb0,color:#1a365d',
  'classDef step fill:#f7f7f7,stroke:#718096,color:#1a202c',
  'classDef check fill:#fff7e0,stroke:#b7791f,color:#5f370e',
];

const classes: Record<string, string> = { source: 'data', target: 'data', quality: 'check' };

/** Mermaid's text of a flowchart. */
export function renderFlowchart(chart: Flowchart): string {
  const nodes = chart.nodes.map(({ id, title, kind, lines, shape: [open, close] }) => {
    const label = [`<b>${escaped(title)}</b>`, ...lines.map(escaped)].join('<br/>');
    return `  ${id}${open}${label}${close}:::${classes[kind] ?? 'step'}`;
  });
  return [
    '---',
    `title: ${JSON.stringify(chart.title)}`,
    '---',
    `%% AI-ETL ${chart.hash.slice(0, 12)}`,
    `flowchart ${chart.direction}`,
    ...nodes,
    ...chart.edges.map(([from, to]) => `  ${from} --> ${to}`),
    ...styles.map((style) => `  ${style}`),
    '',
  ].join('\n');
}

/**
 * A text inside a label's quotes. Mermaid reads `#name;` as a character and HTML as markup, and takes a line that
 * starts with a number and a dot for a list.
 * @see https://mermaid.js.org/syntax/flowchart.html#special-characters-that-break-syntax
 */
const escaped = (text: string) =>
  text.replace(/[#"<>&`]/g, (character) => `#${character.codePointAt(0)};`).replace(/^(\d+)\./, '$1#46;');

import type { EdgeShape, EdgeTone, ToneOf } from '../graph/EdgeLayer';
import type { GraphBox } from '../graph/GraphCanvas';
import { SIZES, type NodeShape } from './geometry';

const MARGIN = 24;
/** Letters that fit, of a title alone and of a column beside its type. */
const LONGEST = { title: 30, column: 20, type: 14 };
/** Colours of the picture come from the page, so that it looks as on the screen. */
const COLORS = {
  page: '--bui-bg-app',
  box: '--bui-bg-neutral-1',
  line: '--bui-border-2',
  text: '--bui-fg-primary',
  quiet: '--bui-fg-secondary',
  path: '--bui-fg-announcement',
  broken: '--bui-fg-negative',
};
const OPACITY: Partial<Record<EdgeTone, number>> = { dim: 0.16, faint: 0.45 };
type Colors = Record<keyof typeof COLORS, string>;

/** The colours of a page. */
export function colorsOf(element: Element): Colors {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    Object.entries(COLORS).map(([name, variable]) => [
      name,
      style.getPropertyValue(variable).trim() || '#888',
    ]),
  ) as Colors;
}

/** The whole graph, also what is out of sight, as a picture that any program shows. */
export function lineageSvg(
  shapes: ReadonlyMap<string, NodeShape>,
  boxes: readonly GraphBox[],
  edges: readonly EdgeShape[],
  toneOf: ToneOf,
  colors: Colors,
): string {
  const width = Math.max(0, ...boxes.map((box) => box.x + box.width)) + 2 * MARGIN;
  const height = Math.max(0, ...boxes.map((box) => box.y + box.height)) + 2 * MARGIN;
  const lines = edges.map((edge) => edgeSvg(edge, toneOf, colors));
  const nodes = boxes.map((box) => boxSvg(box, shapes.get(box.id)!, colors));
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">
<rect x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}" fill="${colors.page}"/>
${lines.join('\n')}
${nodes.join('\n')}
</svg>
`;
}

function edgeSvg({ id, path, dashed }: EdgeShape, toneOf: ToneOf, colors: Colors): string {
  const tone = toneOf(id);
  const loud = tone === 'path' || tone === 'broken';
  return `<path d="${path}" fill="none" stroke="${loud ? colors[tone] : colors.line}" stroke-width="${loud ? 2.25 : 1.5}" opacity="${OPACITY[tone] ?? 1}"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`;
}

function boxSvg(
  { x, y, width, height }: GraphBox,
  { node, fields, hidden }: NodeShape,
  colors: Colors,
): string {
  const text = (dx: number, dy: number, words: string, fill: string, more = '') =>
    `<text x="${x + dx}" y="${y + dy}" fill="${fill}"${more}>${escaped(words)}</text>`;
  const rows = fields.flatMap(({ name, type }, row) => {
    const middle = SIZES.head + (row + 0.5) * SIZES.row + 4;
    return [
      text(12, middle, shortened(name, LONGEST.column), colors.text),
      text(width - 12, middle, shortened(type, LONGEST.type), colors.quiet, ' text-anchor="end"'),
    ];
  });
  return [
    `<g><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${colors.box}" stroke="${colors.line}"/>`,
    text(12, 21, shortened(node.title, LONGEST.title), colors.text, ' font-weight="600"'),
    text(
      12,
      38,
      shortened(node.subtitle ?? node.system ?? '', LONGEST.title),
      colors.quiet,
      ' font-size="11"',
    ),
    ...rows,
    ...(hidden > 0 ? [text(12, height - 8, `+${hidden}`, colors.quiet)] : []),
    '</g>',
  ].join('');
}

function shortened(words: string, longest: number): string {
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

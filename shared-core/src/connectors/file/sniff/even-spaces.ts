import { cellWorth } from './cell-kind';

/** How values are set apart that stand in columns for the eye: by any white space, or by two spaces at least. @internal */
export type Spacing = 'any' | 'wide';

/** A quoted text, or characters up to the next space. */
const shapes: Record<Spacing, RegExp> = {
  any: /"(?:[^"]|"")*"|[^\s"]\S*|"/g,
  wide: /\S+(?: \S+)*/g,
};
/** What stands between the values afterwards. @internal */
export const spacingDelimiter = '\t';

/** A line with one tab where it had runs of white space; line ends stay as they are. @internal */
export function evenLine(line: string, spacing: Spacing): string {
  return (line.match(shapes[spacing]) ?? []).join(spacingDelimiter);
}

/** A text, line by line. @internal */
export const evenText = (text: string, spacing: Spacing) =>
  text.replaceAll(/[^\r\n]+/g, (line) => evenLine(line, spacing));

/** Lines that must look alike. */
const looked = 300;

/**
 * Finds a table whose columns are set apart by runs of spaces, as old programs and statisticians print them: most lines
 * have such runs, and taken together they leave rows of one width, most of them of values.
 * @internal
 */
export function inferSpacing(text: string): { spacing: Spacing; width: number } | undefined {
  const lines = text.split(/\r\n|\n|\r/, looked).filter((line) => line.trim() !== '');
  const spaced = lines.filter((line) => /\S(?: {2,}|\t+ +| +\t+)\S|^\s+\S+\s+\S/.test(line));
  if (lines.length < 3 || spaced.length < lines.length * 0.5 || lines.some((line) => /\S\t\S/.test(line)))
    return undefined;
  const found = (['wide', 'any'] as const)
    .map((spacing) => ({ spacing, ...weigh(lines, spacing) }))
    .sort((one, other) => other.score - one.score)[0];
  return found && found.score > 0.55 ? { spacing: found.spacing, width: found.width } : undefined;
}

function weigh(lines: string[], spacing: Spacing): { width: number; score: number } {
  const rows = lines.map((line) => line.match(shapes[spacing]) ?? []);
  const widths = new Map<number, number>();
  for (const { length } of rows) widths.set(length, (widths.get(length) ?? 0) + 1);
  const [width = 1, count = 0] = [...widths].sort(([, one], [, other]) => other - one)[0] ?? [];
  const cells = rows.filter(({ length }) => length === width).flat();
  const worth = cells.reduce((sum, cell) => sum + cellWorth(cell, false), 0) / Math.max(1, cells.length);
  // Words alone may be prose: a column of figures must be there.
  const hasFigures = Array.from({ length: width }, (_, at) => at).some(
    (at) =>
      rows.slice(1).filter((row) => row.length === width && /^[+-]?[\d.,]+$/.test(row[at] ?? '')).length >=
      count * 0.8,
  );
  const isTable = width > 1 && hasFigures;
  return { width, score: isTable ? (count / rows.length) ** 2 * worth : 0 };
}

import { messages } from '../messages';
import type { ReportBlock, ReportDocument } from '../document';

/** Markdown that reads well as plain text too; charts become bars of block characters. @internal */
export function renderMarkdown(report: ReportDocument): string {
  const sections = report.sections.map(
    (section) => `## ${escape(section.title)}\n\n${blocks(section.blocks, 3)}`,
  );
  return (
    [
      `# ${escape(report.title)}`,
      escape(report.subtitle),
      ...sections,
      `*${messages[report.language].generated({ at: report.generatedAt })}*`,
    ].join('\n\n') + '\n'
  );
}

const blocks = (list: ReportBlock[], level: number) => list.map((block) => print(block, level)).join('\n\n');

function print(block: ReportBlock, level: number): string {
  switch (block.kind) {
    case 'paragraph':
      return escape(block.text);
    case 'list':
      return block.items.map((item) => `- ${escape(item)}`).join('\n');
    case 'figures':
      return block.items
        .map(
          ({ label, value, note }) =>
            `- ${escape(label)}: **${escape(value)}**${note ? ` (${escape(note)})` : ''}`,
        )
        .join('\n');
    case 'table':
      return table(block.columns, block.rows);
    case 'bars':
      return chart(block.title, block.bars);
    case 'histogram':
      return chart(
        block.title,
        block.bins.map(({ from, to, count }) => ({
          label: `${from} … ${to}`,
          value: count,
          text: String(count),
        })),
      );
    case 'callout':
      return `> **${escape(block.title)}**\n>\n> ${escape(block.text)}`;
    case 'code':
      return `${fence(block.text)}${block.language}\n${block.text}\n${fence(block.text)}`;
    case 'card':
      return `${'#'.repeat(level)} ${escape(block.title)} · ${code(block.tag)}\n\n${blocks(block.blocks, level + 1)}`;
  }
}

function table(columns: { title: string; align?: string }[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => escape(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = columns.map(({ align }) => (align === 'right' ? '---:' : '---'));
  return [line(columns.map(({ title }) => title)), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

const widest = 30;

function chart(title: string, bars: { label: string; value: number; text: string }[]): string {
  const largest = Math.max(...bars.map(({ value }) => value), 1e-9);
  const rows = bars.map(({ label, value, text }) => [
    label,
    text,
    '█'.repeat(Math.round((value / largest) * widest)) || '▏',
  ]);
  return `${escape(title)}\n\n${table([{ title: '' }, { title: '', align: 'right' }, { title: '' }], rows)}`;
}

/** Data must not become markup: what Markdown or HTML would read as such is escaped. */
const escape = (text: string) => text.replace(/[\\`*_[\]<>#]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
const longestRun = (text: string) => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
const fence = (text: string) => '`'.repeat(Math.max(3, longestRun(text) + 1));
const code = (text: string) => '`'.repeat(longestRun(text) + 1) + text + '`'.repeat(longestRun(text) + 1);

import { breathe } from '../../event-loop';
import { messages } from '../messages';
import type { ReportBlock, ReportDocument } from '../document';
import { chartSvg } from './charts';
import { style } from './style';

/** One file that needs nothing else: style and charts inside, no scripts, no network; prints well. @internal */
export async function renderHtml(report: ReportDocument): Promise<string> {
  const words = messages[report.language];
  const contents = report.sections.map(({ id, title }) => `<a href="#${id}">${escape(title)}</a>`).join('');
  const sections = await each(
    report.sections,
    async ({ id, title, blocks }) =>
      `<section id="${id}"><h2>${escape(title)}</h2>${await print(blocks)}</section>`,
  );
  return `<!doctype html>
<html lang="${report.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(report.title)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escape(report.title)}</h1><p>${escape(report.subtitle)}</p><nav aria-label="${words.contents}">${contents}</nav></header>
<main>
${sections.join('\n')}
</main>
<footer>${escape(words.generated({ at: report.generatedAt }))}</footer>
</body>
</html>
`;
}

const print = async (blocks: ReportBlock[]): Promise<string> => (await each(blocks, html)).join('\n');

/** One after another, so that a report of a thousand columns does not hold a thousand charts at once. */
async function each<T>(items: T[], work: (item: T) => Promise<string>): Promise<string[]> {
  const results: string[] = [];
  for (const item of items) {
    results.push(await work(item));
    await breathe();
  }
  return results;
}

async function html(block: ReportBlock): Promise<string> {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escape(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escape(item)}</li>`).join('')}</ul>`;
    case 'figures':
      return `<dl>${block.items.map(({ label, value, note }) => `<div><dt>${escape(label)}</dt><dd>${escape(value)}${note ? ` <small>${escape(note)}</small>` : ''}</dd></div>`).join('')}</dl>`;
    case 'table':
      return table(block.columns, block.rows);
    case 'bars':
    case 'histogram':
      return `<figure role="img" aria-label="${escape(block.title)}"><figcaption>${escape(block.title)}</figcaption>${chartSvg(block)}</figure>`;
    case 'callout':
      return `<aside class="${block.tone}"><strong>${escape(block.title)}</strong><p>${escape(block.text)}</p></aside>`;
    case 'code':
      return `<pre><code>${escape(block.text)}</code></pre>`;
    case 'card':
      return `<article><h3>${escape(block.title)} <code>${escape(block.tag)}</code></h3>${await print(block.blocks)}</article>`;
  }
}

/** A name, a type or a number is not broken; longer cells give way, on paper too. */
const wholeCell = 16;

function table(columns: { title: string; align?: string }[], rows: string[][]): string {
  const mark = (index: number, cell = '') => {
    const names = [
      ...(columns[index]?.align === 'right' ? ['right'] : []),
      ...(cell.length > 0 && cell.length <= wholeCell ? ['whole'] : []),
    ];
    return names.length > 0 ? ` class="${names.join(' ')}"` : '';
  };
  const head = columns
    .map(({ title }, index) => `<th scope="col"${mark(index)}>${escape(title)}</th>`)
    .join('');
  const body = rows
    .map(
      (row) =>
        `<tr>${row.map((cell, index) => `<td${mark(index, cell)}>${escape(cell)}</td>`).join('')}</tr>`,
    )
    .join('');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

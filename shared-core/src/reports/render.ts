import type { ReportDocument } from './document';
import { reportErrors } from './errors';

/** A report as a file. @public */
export interface RenderedReport {
  text: string;
  mimeType: string;
  extension: string;
}

interface Format {
  mimeType: string;
  extension: string;
  /** Loaded when it is used: the chart library is heavy. */
  render: (document: ReportDocument) => Promise<string>;
}

const formats = {
  html: {
    mimeType: 'text/html',
    extension: 'html',
    render: async (document) => (await import('./formats/html')).renderHtml(document),
  },
  markdown: {
    mimeType: 'text/markdown',
    extension: 'md',
    render: async (document) => (await import('./formats/markdown')).renderMarkdown(document),
  },
  json: {
    mimeType: 'application/json',
    extension: 'json',
    render: async (document) => `${JSON.stringify(document, null, 2)}\n`,
  },
} satisfies Record<string, Format>;

/** @public */
export type ReportFormat = keyof typeof formats;

/** Names of the formats. @public */
export const reportFormats = Object.keys(formats) as ReportFormat[];

/**
 * Prints a report: `html` is one self-contained file with charts that prints well, `markdown` reads in a terminal
 * or a wiki, `json` is the document itself.
 * @throws `report.unknown-format` (input)
 * @public
 */
export async function renderReport(document: ReportDocument, format: ReportFormat): Promise<RenderedReport> {
  const chosen: Format | undefined = formats[format];
  if (!chosen) throw reportErrors['unknown-format']({ format, known: reportFormats.join(', ') });
  return { text: await chosen.render(document), mimeType: chosen.mimeType, extension: chosen.extension };
}

/** Reports: said once as a document, printed in several formats and two languages. */
export { renderReport, reportFormats, type ReportFormat, type RenderedReport } from './render';
export { dataAnalysisReport, type DataAnalysis } from './data-analysis';
export type { ReportBlock, ReportDocument, ReportSection } from './document';
export { reportErrors } from './errors';

import { dataAnalysisReport, renderReport, stepName, type Language, type ReportFormat } from '@ai-etl/core';
import { arrivingAnalysis } from '../../runtime/arriving-analysis';
import type { Call } from '../../runtime/call';
import { item, type Outcome } from '../../runtime/operation';
import { readerLanguage } from '../../runtime/reader-language';

/** The report as a binary file. */
export async function report(call: Call): Promise<Outcome> {
  const { profile, advice, ddl } = arrivingAnalysis(call);
  const language = call.parameter<Language>('language', readerLanguage());
  const document = dataAnalysisReport(
    { profile, ...(advice && { advice }), ...(ddl && { ddl: { [ddl.system]: ddl.statements } }) },
    { language },
  );
  const { text, mimeType, extension } = await renderReport(
    document,
    call.parameter<ReportFormat>('format', 'html'),
  );
  const fileName = `${stepName(profile.dataset, 'report')}.${extension}`;
  const file = await call.context.helpers.prepareBinaryData(Buffer.from(text), fileName, mimeType);
  const json = { title: document.title, file: fileName, mimeType, language, characters: text.length };
  return [item(json, { binary: { [call.text('binaryField') ?? 'data']: file } })];
}

import {
  dataAnalysisReport,
  renderReport,
  stepName,
  type DatasetAdvice,
  type DatasetProfile,
  type Language,
  type ReportFormat,
} from '@ai-etl/core';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../../runtime/call';
import { item, type Outcome } from '../../runtime/operation';

interface Analysed {
  profile?: DatasetProfile;
  advice?: DatasetAdvice;
  ddl?: { system: string; statements: string[] };
}

/** The report as a binary file; what came in travels on, without the parts that the report has taken up. */
export async function report(call: Call): Promise<Outcome> {
  const { profile, advice, ddl } = (call.input()?.json ?? {}) as Analysed;
  if (!profile)
    throw new NodeOperationError(call.context.getNode(), 'There is no profile to report on', {
      description: 'Put ETL Profile before this node, and ETL Advise for recommendations.',
      itemIndex: call.itemIndex,
    });
  const language = call.parameter<Language>('language', 'en');
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

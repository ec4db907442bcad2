import type { Language } from '../../language';
import type { Ledger, RejectedRow } from '../../movement';

/** A ledger as a person reads it. @internal */
export function ledgerText(ledger: Ledger, language: Language): string {
  const n = (value: number) => value.toLocaleString('en');
  const { connection, object, mode } = ledger.target;
  const account = ledger.alreadyLoaded
    ? `run ${ledger.runId} was loaded before; nothing was done`
    : `read ${n(ledger.read)} = written ${n(ledger.written)} + rejected ${n(ledger.rejected)}`;
  const speed = ledger.seconds > 0 ? ` (${n(Math.round(ledger.read / ledger.seconds))} rows/s)` : '';
  return [
    `${ledger.source} → ${connection}/${object} (${mode}): ${account}, ${ledger.seconds.toFixed(2)} s${speed}, ${ledger.path}`,
    ...ledger.rejects.slice(0, 5).map((reject) => `  ${rejectText(reject, language)}`),
    ...(ledger.rejected > 5 ? [`  … all rejected rows: ${ledger.rejectsFile ?? 'in the ledger'}`] : []),
    ...ledger.losses.map((loss) => `  note: ${loss.field}: ${loss[language]}`),
  ].join('\n');
}

/** A rejects file of an earlier version speaks English only. */
function rejectText({ row, field, message, messageRu = message }: RejectedRow, language: Language): string {
  const place = field ? `${row}, ${field}` : row;
  return language === 'ru' ? `строка ${place}: ${messageRu}` : `row ${place}: ${message}`;
}

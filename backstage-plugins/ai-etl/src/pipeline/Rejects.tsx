import type { RejectedRow, RunLedger } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useFormats } from '../presentation/formats';
import { PlainTable } from '../presentation/PlainTable';
import { Section } from '../presentation/Section';
import { aiEtlTranslationRef, type Translate } from '../translation';
import { REJECT_REASONS, type RejectReason } from './reject-reasons';

/** Which rows were set aside and why; what they hold stays where the run was. */
export function Rejects({ ledgers }: { ledgers: readonly RunLedger[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const rejected = ledgers.reduce((sum, ledger) => sum + ledger.rejected, 0);
  const rows = ledgers.flatMap(({ step, dataset, firstRejects = [] }) =>
    firstRejects.map((row) => ({ ...row, target: dataset ?? step })),
  );
  if (rejected === 0) return null;
  const hint = t('runs.rejectsHint', {
    amount: formats.number(rows.length),
    total: formats.number(rejected),
  });
  return (
    <Section title={t('runs.rejects')} hint={rows.length > 0 ? hint : undefined}>
      {rows.length === 0 ? (
        <Text color="secondary">{t('runs.rejectsUnknown')}</Text>
      ) : (
        <PlainTable
          label={t('runs.rejects')}
          columns={[
            { title: t('runs.row'), figure: true },
            { title: t('runs.line'), figure: true },
            { title: t('runs.column') },
            { title: t('runs.reason') },
            { title: t('runs.target') },
          ]}
          rows={rows.map((row, index) => ({
            key: `${row.row} ${index}`,
            cells: [
              formats.number(row.row),
              formats.number(row.line),
              row.field ? <code>{row.field}</code> : '–',
              reasonInWords(row, t),
              row.target,
            ],
          }))}
        />
      )}
    </Section>
  );
}

/** A reason that a newer core tells of is shown by its code. */
function reasonInWords({ reason }: RejectedRow, t: Translate): string {
  return reason in REJECT_REASONS ? t(REJECT_REASONS[reason as RejectReason]) : reason;
}

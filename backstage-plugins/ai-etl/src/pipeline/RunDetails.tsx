import type { Run, RunLedger } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RiCheckboxCircleFill, RiCloseCircleFill } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useFormats } from '../presentation/formats';
import { useLinks } from '../presentation/links';
import { PlainTable } from '../presentation/PlainTable';
import { Section } from '../presentation/Section';
import { StateMark } from '../presentation/StateMark';
import { aiEtlTranslationRef } from '../translation';
import { Rejects } from './Rejects';
import styles from './pipeline.module.css';

/** What one run did. */
export function RunDetails({ run }: { run: Run }) {
  return (
    <div className={styles.stack}>
      <RunError run={run} />
      <Facts run={run} />
      <Ledgers ledgers={run.ledgers ?? []} />
      <Rejects ledgers={run.ledgers ?? []} />
      <Checks run={run} />
      <Tasks run={run} />
    </div>
  );
}

function RunError({ run }: { run: Run }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  if (!run.error?.message) return null;
  return (
    <Section title={t('runs.error')}>
      <div className={styles.trace} role="alert">
        {run.error.message}
      </div>
      {run.error.stackTrace && (
        <details>
          <summary>{t('runs.stackTrace')}</summary>
          <pre className={styles.trace}>{run.error.stackTrace}</pre>
        </details>
      )}
    </Section>
  );
}

function Facts({ run }: { run: Run }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const facts: [string, ReactNode][] = [
    [t('runs.state'), <StateMark key="state" state={run.state} />],
    [t('runs.started'), formats.time(run.startedAt)],
    [t('runs.duration'), formats.duration(run.seconds)],
    [t('runs.version'), run.version === undefined ? '–' : `v${run.version}`],
    [t('runs.door'), run.door ?? '–'],
    [t('runs.runId'), <code key="id">{run.runId}</code>],
    [t('runs.producer'), run.producer ?? '–'],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Ledgers({ ledgers }: { ledgers: readonly RunLedger[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  if (ledgers.length === 0) return null;
  return (
    <Section title={t('runs.ledger')} hint={t('runs.ledgerHint')}>
      <PlainTable
        label={t('runs.ledger')}
        columns={[
          { title: t('runs.target') },
          { title: t('runs.mode') },
          { title: t('runs.read'), figure: true },
          { title: t('runs.written'), figure: true },
          { title: t('runs.rejected'), figure: true },
          { title: t('runs.duration'), figure: true },
          { title: '' },
        ]}
        rows={ledgers.map((ledger) => ({
          key: ledger.step,
          cells: [
            ledger.datasetId ? (
              <Link href={links.dataset(ledger.datasetId)}>{ledger.dataset ?? ledger.step}</Link>
            ) : (
              (ledger.dataset ?? ledger.step)
            ),
            ledger.mode ?? '–',
            formats.number(ledger.read),
            formats.number(ledger.written),
            <span className={ledger.rejected > 0 ? styles.rejected : undefined}>
              {formats.number(ledger.rejected)}
            </span>,
            formats.duration(ledger.seconds),
            <Verdict
              good={ledger.read === ledger.written + ledger.rejected}
              yes={t('runs.balanced')}
              no={t('runs.unbalanced')}
            />,
          ],
        }))}
      />
    </Section>
  );
}

function Verdict({ good, yes, no }: { good: boolean; yes: string; no: string }) {
  const Icon = good ? RiCheckboxCircleFill : RiCloseCircleFill;
  return (
    <span className={styles.verdict}>
      <Icon size={16} color={good ? 'var(--bui-fg-positive)' : 'var(--bui-fg-negative)'} aria-hidden />{' '}
      {good ? yes : no}
    </span>
  );
}

function Checks({ run: { checks = [] } }: { run: Run }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  if (checks.length === 0) return null;
  return (
    <Section title={t('runs.checks')}>
      <PlainTable
        label={t('runs.checks')}
        columns={[
          { title: t('runs.check') },
          { title: t('runs.state') },
          { title: t('runs.failedRows'), figure: true },
        ]}
        rows={checks.map((check, index) => ({
          key: `${check.step} ${check.name} ${index}`,
          cells: [
            check.name,
            <Verdict good={check.passed} yes={t('runs.checkPassed')} no={t('runs.checkFailed')} />,
            `${formats.number(check.failedRows ?? 0)}${check.totalRows === undefined ? '' : ` / ${formats.number(check.totalRows)}`}`,
          ],
        }))}
      />
    </Section>
  );
}

function Tasks({ run: { tasks = [] } }: { run: Run }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  if (tasks.length === 0) return null;
  return (
    <Section title={t('runs.tasks')}>
      <PlainTable
        label={t('runs.tasks')}
        columns={[
          { title: t('runs.task') },
          { title: t('runs.state') },
          { title: t('runs.started') },
          { title: t('runs.duration'), figure: true },
        ]}
        rows={tasks.map((task) => ({
          key: task.name,
          cells: [
            task.name,
            <StateMark state={task.state} />,
            formats.time(task.startedAt),
            formats.duration(secondsBetween(task.startedAt, task.endedAt)),
          ],
        }))}
      />
    </Section>
  );
}

function secondsBetween(start: string | undefined, end: string | undefined): number | undefined {
  return start && end ? (Date.parse(end) - Date.parse(start)) / 1000 : undefined;
}

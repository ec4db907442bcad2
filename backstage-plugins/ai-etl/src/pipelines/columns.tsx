import type { PipelineSummary, RunBrief } from '@ai-etl/backstage-plugin-ai-etl-common';
import { Cell, CellText, Link, type ColumnConfig } from '@backstage/ui';
import type { Formats } from '../presentation/formats';
import type { Links } from '../presentation/links';
import { personName } from '../presentation/people';
import { scheduleInWords } from '../presentation/schedule';
import { StateMark } from '../presentation/StateMark';
import type { Translate } from '../translation';
import { Sparkline } from './Sparkline';
import styles from './pipelines.module.css';

/** A row of the list; the table wants an id. */
export type PipelineRow = PipelineSummary & { id: string };

const SHOWN_SYSTEMS = 3;

/** The columns of the list. */
export function pipelineColumns(t: Translate, formats: Formats, links: Links): ColumnConfig<PipelineRow>[] {
  return [
    {
      id: 'name',
      label: t('pipelines.name'),
      isRowHeader: true,
      isSortable: true,
      minWidth: 230,
      defaultWidth: '2.4fr',
      cell: (row) => <NameCell row={row} links={links} />,
    },
    {
      id: 'owner',
      label: t('pipelines.owner'),
      isSortable: true,
      defaultWidth: '1fr',
      minWidth: 130,
      cell: (row) => <CellText title={personName(row.owner) || t('common.noOwner')} />,
    },
    {
      id: 'systems',
      label: t('pipelines.system'),
      defaultWidth: '1.4fr',
      minWidth: 130,
      cell: (row) => (
        <Cell>
          <span className={styles.words}>{row.systems.slice(0, SHOWN_SYSTEMS).join(', ')}</span>
        </Cell>
      ),
    },
    {
      id: 'schedule',
      label: t('pipelines.schedule'),
      defaultWidth: '1.3fr',
      minWidth: 130,
      cell: (row) => (
        <Cell>
          <span className={styles.words}>
            {scheduleInWords(row, formats.language) ?? t('pipelines.byHand')}
          </span>
        </Cell>
      ),
    },
    {
      id: 'runs',
      label: t('pipelines.runs'),
      width: 178,
      cell: (row) => (
        <Cell>
          <Sparkline runs={row.lastRuns} />
        </Cell>
      ),
    },
    {
      id: 'lastRunAt',
      label: t('pipelines.lastRun'),
      isSortable: true,
      defaultWidth: '1.3fr',
      minWidth: 175,
      cell: (row) => <LastRunCell row={row} t={t} formats={formats} />,
    },
    {
      id: 'updatedAt',
      label: t('pipelines.updated'),
      isSortable: true,
      defaultWidth: '1.1fr',
      minWidth: 150,
      cell: (row) => <CellText title={formats.ago(row.updatedAt)} description={`v${row.version}`} />,
    },
  ];
}

function NameCell({ row, links }: { row: PipelineRow; links: Links }) {
  return (
    <Cell>
      <span className={styles.name}>
        <Link
          href={links.pipeline(row.name)}
          weight="bold"
          standalone
          className={styles.long}
          title={row.name}
        >
          {row.title ?? row.name}
        </Link>
        <span className={styles.quiet} title={row.description}>
          {row.description ?? row.tags.map((tag) => `#${tag}`).join(' ')}
        </span>
      </span>
    </Cell>
  );
}

function titleOf(run: RunBrief, t: Translate, formats: Formats): string {
  const rows =
    run.written === undefined ? [] : [t('pipelines.rows', { amount: formats.number(run.written) })];
  return [formats.time(run.startedAt), ...rows].join(' · ');
}

function LastRunCell({ row, t, formats }: { row: PipelineRow; t: Translate; formats: Formats }) {
  const last = row.lastRuns[row.lastRuns.length - 1];
  if (!last) return <CellText title={t('state.never')} color="secondary" />;
  return (
    <Cell>
      <span className={styles.name}>
        <StateMark state={last.state} />
        <span className={styles.quiet} title={titleOf(last, t, formats)}>
          {formats.ago(last.startedAt)}
        </span>
      </span>
    </Cell>
  );
}

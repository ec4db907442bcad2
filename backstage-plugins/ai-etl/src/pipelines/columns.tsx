import type { PipelineSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import { Cell, CellText, Link } from '@backstage/ui';
import type { Formats } from '../presentation/formats';
import type { Links } from '../presentation/links';
import type { ListColumn } from '../presentation/ListTable';
import { personName } from '../presentation/people';
import { scheduleInWords } from '../presentation/schedule';
import { StateMark } from '../presentation/StateMark';
import { ROOMS } from '../presentation/useRoom';
import type { Translate } from '../translation';
import { runInWords } from './run-words';
import { Sparkline } from './Sparkline';
import listStyles from '../presentation/list.module.css';
import styles from './pipelines.module.css';

/** A row of the list; the table wants an id. */
export type PipelineRow = PipelineSummary & { id: string };

const SHOWN_SYSTEMS = 3;

/** The columns of the list. */
export function pipelineColumns(t: Translate, formats: Formats, links: Links): ListColumn<PipelineRow>[] {
  const last = (row: PipelineRow) => row.lastRuns[row.lastRuns.length - 1];
  return [
    {
      id: 'name',
      label: t('pipelines.name'),
      isRowHeader: true,
      isSortable: true,
      minWidth: 190,
      defaultWidth: '3.6fr',
      cell: (row) => <NameCell row={row} links={links} />,
    },
    {
      id: 'status',
      label: t('pipelines.status'),
      isSortable: true,
      width: 144,
      cell: (row) => <LastRunCell row={row} t={t} formats={formats} />,
    },
    {
      id: 'runs',
      label: t('pipelines.runs'),
      from: ROOMS.tablet,
      width: 166,
      cell: (row) => (
        <Cell>
          <Sparkline name={row.name} runs={row.lastRuns} />
        </Cell>
      ),
    },
    {
      id: 'duration',
      label: t('pipelines.duration'),
      from: ROOMS.desktop,
      isSortable: true,
      width: 120,
      cell: (row) => <FigureCell text={formats.duration(last(row)?.seconds)} />,
    },
    {
      id: 'rows',
      label: t('pipelines.written'),
      from: ROOMS.desktop,
      isSortable: true,
      width: 100,
      cell: (row) => <FigureCell text={formats.number(last(row)?.written)} />,
    },
    {
      id: 'schedule',
      label: t('pipelines.schedule'),
      from: ROOMS.desktop,
      defaultWidth: '1.2fr',
      minWidth: 120,
      cell: (row) => <WordsCell text={scheduleInWords(row, formats.language) ?? t('pipelines.byHand')} />,
    },
    {
      id: 'owner',
      label: t('pipelines.owner'),
      from: ROOMS.tablet,
      isSortable: true,
      defaultWidth: '1fr',
      minWidth: 110,
      cell: (row) => <WordsCell text={personName(row.owner) || t('common.noOwner')} />,
    },
    {
      id: 'updatedAt',
      label: t('pipelines.updated'),
      from: ROOMS.desktop,
      isSortable: true,
      width: 130,
      cell: (row) => <WordsCell text={formats.ago(row.updatedAt)} more={`v${row.version}`} />,
    },
  ];
}

function NameCell({ row, links }: { row: PipelineRow; links: Links }) {
  const systems = row.systems.slice(0, SHOWN_SYSTEMS).join(', ');
  const about = row.description ?? row.tags.map((tag) => `#${tag}`).join(' ');
  return (
    <Cell>
      <span className={styles.name}>
        <Link
          href={links.pipeline(row.name)}
          weight="bold"
          standalone
          className={styles.long}
          title={row.title ? `${row.title}\n${row.name}` : row.name}
        >
          {row.title ?? row.name}
        </Link>
        <span className={styles.quiet} title={about}>
          {[systems, about].filter(Boolean).join(' · ')}
        </span>
      </span>
    </Cell>
  );
}

/** Words that wrap rather than be cut. */
function WordsCell({ text, more }: { text: string; more?: string }) {
  return (
    <Cell>
      <span className={styles.words}>
        {text} {more && <span className={styles.quiet}>{more}</span>}
      </span>
    </Cell>
  );
}

function FigureCell({ text }: { text: string }) {
  return (
    <Cell>
      <span className={listStyles.figure}>{text}</span>
    </Cell>
  );
}

function LastRunCell({ row, t, formats }: { row: PipelineRow; t: Translate; formats: Formats }) {
  const last = row.lastRuns[row.lastRuns.length - 1];
  if (!last) return <CellText title={t('state.never')} color="secondary" />;
  return (
    <Cell>
      <span className={styles.name} title={runInWords(last, t, formats)}>
        <StateMark state={last.state} />
        <span className={styles.quiet}>{formats.ago(last.startedAt)}</span>
      </span>
    </Cell>
  );
}

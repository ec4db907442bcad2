import type { Run, RunSourceProblem, RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import { discoveryApiRef, useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Cell, CellText } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { aiEtlApiRef } from '../api';
import { Choice } from '../presentation/Choice';
import { useFormats, type Formats } from '../presentation/formats';
import { textLanguage } from '../presentation/language';
import { ListTable, type ListColumn } from '../presentation/ListTable';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { pagingOf } from '../presentation/paging';
import { Stack } from '../presentation/Section';
import { RUN_STATES } from '../presentation/state';
import { StateMark } from '../presentation/StateMark';
import { ROOMS } from '../presentation/useRoom';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef, type Translate } from '../translation';
import { RunDialog } from './RunDialog';
import styles from './pipeline.module.css';

const PAGE_SIZE = 20;

/** The runs of a pipeline; the open one and the page are in the address. */
export function RunsTab({ name }: { name: string }) {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const [address, setAddress] = useSearchParams();
  const status = (address.get('state') ?? undefined) as RunState | undefined;
  const offset = Number(address.get('offset') ?? 0) || 0;
  const query = { status, offset, limit: PAGE_SIZE };
  const remote = useRemote(
    JSON.stringify([name, query]),
    async () => (await api.GET('/v1/pipelines/{name}/runs', { params: { path: { name }, query } })).data!,
  );
  const columns = useMemo(() => runColumns(t, formats), [t, formats]);
  const change = (key: string, value: string | undefined) =>
    setAddress((before) => {
      const next = new URLSearchParams(before);
      if (key === 'state') next.delete('offset');
      if (value) next.set(key, value);
      else next.delete(key);
      return next;
    });
  const go = (to: number) => change('offset', to > 0 ? String(to) : undefined);
  return (
    <Stack>
      <div className={styles.narrow}>
        <Choice
          optional
          label={t('runs.filter')}
          value={status}
          options={RUN_STATES.map((id) => ({ id, label: t(`state.${id}`) }))}
          onChange={(state) => change('state', state)}
        />
      </div>
      <Loaded remote={remote}>
        {({ items, total, problems = [] }) => (
          <>
            {problems.map((problem) => (
              <SilentSource key={problem.source} problem={problem} />
            ))}
            {items.length === 0 ? (
              <NoRuns narrowed={status !== undefined} />
            ) : (
              <ListTable
                stale={remote.refreshing}
                columns={columns}
                data={items.map((run) => ({ ...run, id: run.runId }))}
                onOpen={(run) => change('run', run.runId)}
                paging={pagingOf({ offset, size: PAGE_SIZE, total, go }, t, formats)}
              />
            )}
          </>
        )}
      </Loaded>
      <RunDialog runId={address.get('run') ?? undefined} onClose={() => change('run', undefined)} />
    </Stack>
  );
}

/** A source of runs that gave none this time, such as an Airflow that is down: what is shown may not be all. */
function SilentSource({ problem: { source, message, messageRu } }: { problem: RunSourceProblem }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const { language } = useFormats();
  return (
    <Alert
      status="warning"
      icon
      title={t('runs.sourceSilent', { source })}
      description={{ en: message, ru: messageRu }[textLanguage(language)]}
    />
  );
}

type RunRow = Run & { id: string };

function runColumns(t: Translate, formats: Formats): ListColumn<RunRow>[] {
  return [
    {
      id: 'state',
      label: t('runs.state'),
      isRowHeader: true,
      minWidth: 110,
      defaultWidth: '1.2fr',
      cell: (run) => (
        <Cell>
          <StateMark state={run.state} />
        </Cell>
      ),
    },
    {
      id: 'started',
      label: t('runs.started'),
      minWidth: 130,
      defaultWidth: '1.6fr',
      cell: (run) => (
        <Cell>
          <span className={styles.started} title={formats.time(run.startedAt)}>
            {formats.time(run.startedAt)}
            <span className={styles.quiet}>{formats.ago(run.startedAt)}</span>
          </span>
        </Cell>
      ),
    },
    {
      id: 'duration',
      label: t('runs.duration'),
      minWidth: 90,
      cell: (run) => <CellText title={formats.duration(run.seconds)} />,
    },
    {
      id: 'read',
      label: t('runs.read'),
      from: ROOMS.desktop,
      minWidth: 110,
      cell: (run) => <CellText title={formats.number(run.read)} />,
    },
    {
      id: 'written',
      label: t('runs.written'),
      from: ROOMS.tablet,
      minWidth: 110,
      cell: (run) => <CellText title={formats.number(run.written)} />,
    },
    {
      id: 'rejected',
      label: t('runs.rejected'),
      from: ROOMS.tablet,
      minWidth: 110,
      cell: (run) => (
        <Cell>
          <span className={run.rejected ? styles.rejected : undefined}>{formats.number(run.rejected)}</span>
        </Cell>
      ),
    },
    {
      id: 'checks',
      label: t('runs.checks'),
      from: ROOMS.desktop,
      minWidth: 100,
      cell: (run) => <CellText title={checksOf(run)} />,
    },
    {
      id: 'version',
      label: t('runs.version'),
      from: ROOMS.desktop,
      minWidth: 90,
      cell: (run) => <CellText title={run.version === undefined ? '–' : `v${run.version}`} />,
    },
    { id: 'door', label: t('runs.door'), from: ROOMS.desktop, minWidth: 100, cell: (run) => <CellText title={run.door ?? '–'} /> },
  ];
}

function checksOf({ checks = [] }: Run): string {
  return checks.length === 0 ? '–' : `${checks.filter((check) => check.passed).length} / ${checks.length}`;
}

function NoRuns({ narrowed }: { narrowed: boolean }) {
  const discovery = useApi(discoveryApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const base = useRemote('ai-etl', () => discovery.getBaseUrl('ai-etl'));
  if (narrowed) return <Notice title={t('runs.noMatch')} />;
  return (
    <Notice
      icon={<RiHistoryLine />}
      title={t('runs.emptyTitle')}
      text={t('runs.emptyText')}
      command={base.value && t('runs.emptyCommand', { url: base.value })}
    />
  );
}

import type { Pipeline } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useRouteRefParams, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, Container } from '@backstage/ui';
import { useMemo, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { aiEtlApiRef } from '../api';
import { HistoryTab } from '../audit/HistoryTab';
import { useMayReadAudit } from '../audit/useMayReadAudit';
import { LineageExplorer } from '../lineage/LineageExplorer';
import { LastRun } from '../pipelines/LastRun';
import { useFormats, type Formats } from '../presentation/formats';
import { Frame } from '../presentation/Frame';
import { useLinks } from '../presentation/links';
import { LoadedPage } from '../presentation/Loaded';
import { PageHead } from '../presentation/PageHead';
import { personName } from '../presentation/people';
import { scheduleInWords } from '../presentation/schedule';
import { useRemote } from '../presentation/useRemote';
import { useTitle } from '../presentation/useTitle';
import { pipelineRouteRef } from '../routes';
import { aiEtlTranslationRef, type Translate } from '../translation';
import { Overview } from './Overview';
import { RunsTab } from './RunsTab';
import { VersionsTab } from './VersionsTab';
import styles from './pipeline.module.css';

const TABS = {
  overview: 'pipeline.overview',
  runs: 'pipeline.runs',
  versions: 'pipeline.versions',
  history: 'pipeline.history',
  lineage: 'pipeline.lineage',
} as const;
type Tab = keyof typeof TABS;
const TAB_IDS = Object.keys(TABS) as Tab[];

/** Everything about one pipeline. */
export function PipelinePage() {
  const { name } = useRouteRefParams(pipelineRouteRef);
  const { '*': rest = '' } = useParams();
  const tab = TAB_IDS.find((each) => rest.split('/').includes(each)) ?? 'overview';
  const api = useApi(aiEtlApiRef);
  const remote = useRemote(
    name,
    async () => (await api.GET('/v1/pipelines/{name}', { params: { path: { name } } })).data!,
  );
  return (
    <Frame>
      <LoadedPage remote={remote}>
        {(pipeline) => (
          <>
            <PipelineHeader pipeline={pipeline} tab={tab} />
            <Container>
              <PipelineTab pipeline={pipeline} tab={tab} onChanged={remote.reload} />
            </Container>
          </>
        )}
      </LoadedPage>
    </Frame>
  );
}

function PipelineTab({ pipeline, tab, onChanged }: { pipeline: Pipeline; tab: Tab; onChanged: () => void }) {
  const contents: Record<Tab, () => ReactNode> = {
    overview: () => <Overview pipeline={pipeline} />,
    runs: () => <RunsTab name={pipeline.name} />,
    versions: () => <VersionsTab pipeline={pipeline} onChanged={onChanged} />,
    history: () => <HistoryTab name={pipeline.name} version={pipeline.version} />,
    lineage: () => <PipelineLineage name={pipeline.name} />,
  };
  return <>{contents[tab]()}</>;
}

function PipelineLineage({ name }: { name: string }) {
  const focus = useMemo(() => ({ type: 'pipeline' as const, id: name }), [name]);
  return (
    <div className={styles.lineage}>
      <LineageExplorer focus={focus} />
    </div>
  );
}

function PipelineHeader({ pipeline, tab }: { pipeline: Pipeline; tab: Tab }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const mayReadAudit = useMayReadAudit();
  useTitle(pipeline.title ?? pipeline.name);
  const catalogPage = links.entity(pipeline.entityRef);
  const tabs = useMemo(
    () =>
      TAB_IDS.filter((id) => id !== 'history' || mayReadAudit).map((id) => ({
        id,
        label: t(TABS[id]),
        href: links.pipeline(pipeline.name, id === 'overview' ? undefined : id),
      })),
    [t, links, mayReadAudit, pipeline.name],
  );
  return (
    <>
      <PageHead
        title={pipeline.title ?? pipeline.name}
        description={pipeline.description}
        tags={pipeline.tags.map((label) => ({
          label,
          href: `${links.home}?tag=${encodeURIComponent(label)}`,
        }))}
        metadata={metadataOf(pipeline, t, formats)}
        customActions={
          catalogPage && (
            <ButtonLink variant="secondary" href={catalogPage}>
              {t('common.openInCatalog')}
            </ButtonLink>
          )
        }
        tabs={tabs}
        activeTabId={tab}
      />
      {pipeline.deletedAt && (
        <Container>
          <Alert
            status="warning"
            icon
            title={t('pipeline.deleted', { when: formats.ago(pipeline.deletedAt) })}
          />
        </Container>
      )}
    </>
  );
}

function metadataOf(pipeline: Pipeline, t: Translate, formats: Formats) {
  return [
    { label: t('pipeline.owner'), value: personName(pipeline.owner) || t('common.noOwner') },
    { label: t('pipeline.version'), value: formats.number(pipeline.version) },
    {
      label: t('pipeline.schedule'),
      value: scheduleInWords(pipeline, formats.language) ?? t('pipelines.byHand'),
    },
    {
      label: t('pipeline.lastRun'),
      value: <LastRun runs={pipeline.lastRuns} />,
    },
    { label: t('pipeline.updated'), value: formats.ago(pipeline.updatedAt) },
  ];
}

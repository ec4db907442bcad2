import type { Dataset } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useRouteRefParams, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, Container } from '@backstage/ui';
import { RiNodeTree } from '@remixicon/react';
import { aiEtlApiRef } from '../api';
import { useFormats } from '../presentation/formats';
import { Frame } from '../presentation/Frame';
import { useLinks } from '../presentation/links';
import { LoadedPage } from '../presentation/Loaded';
import { PageHead } from '../presentation/PageHead';
import { personName } from '../presentation/people';
import { useRemote } from '../presentation/useRemote';
import { useTitle } from '../presentation/useTitle';
import { datasetRouteRef } from '../routes';
import { aiEtlTranslationRef } from '../translation';
import { DatasetContent } from './DatasetContent';

/** Everything about one dataset. */
export function DatasetPage() {
  const { id } = useRouteRefParams(datasetRouteRef);
  const api = useApi(aiEtlApiRef);
  const remote = useRemote(
    id,
    async () => (await api.GET('/v1/datasets/{id}', { params: { path: { id } } })).data!,
  );
  return (
    <Frame>
      <LoadedPage remote={remote}>
        {(dataset) => (
          <>
            <DatasetHeader dataset={dataset} />
            <Container>
              <DatasetContent dataset={dataset} />
            </Container>
          </>
        )}
      </LoadedPage>
    </Frame>
  );
}

function DatasetHeader({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  useTitle(dataset.title ?? dataset.name);
  const catalogPage = links.entity(dataset.entityRef);
  const metadata: [string, string | undefined][] = [
    [t('datasets.system'), dataset.system],
    [t('datasets.namespace'), dataset.namespace],
    [t('datasets.owner'), personName(dataset.owner ?? '') || t('common.noOwner')],
    [t('datasets.sensitivity'), dataset.sensitivity],
    [t('datasets.lastWritten'), dataset.lastWrittenAt && formats.ago(dataset.lastWrittenAt)],
  ];
  return (
    <>
      <PageHead
        title={dataset.title ?? dataset.name}
        metadata={metadata.flatMap(([label, value]) => (value ? [{ label, value }] : []))}
        customActions={
          <>
            {catalogPage && (
              <ButtonLink variant="secondary" href={catalogPage}>
                {t('common.openInCatalog')}
              </ButtonLink>
            )}
            <ButtonLink iconStart={<RiNodeTree />} href={links.lineage({ dataset: dataset.id })}>
              {t('datasets.lineage')}
            </ButtonLink>
          </>
        }
      />
      {dataset.goneAt && (
        <Container>
          <Alert status="warning" icon title={t('datasets.gone', { when: formats.ago(dataset.goneAt) })} />
        </Container>
      )}
    </>
  );
}

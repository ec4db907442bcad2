import type { DatasetSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Container, Link } from '@backstage/ui';
import { RiDatabase2Line } from '@remixicon/react';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { aiEtlApiRef } from '../api';
import { PAGE_SIZE, withChange } from '../pipelines/query';
import { useFormats, type Formats } from '../presentation/formats';
import { Frame } from '../presentation/Frame';
import { useLinks, type Links } from '../presentation/links';
import { ListTable, type ListColumn } from '../presentation/ListTable';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { pagingOf } from '../presentation/paging';
import { personName } from '../presentation/people';
import { SearchBox } from '../presentation/SearchBox';
import { ROOMS } from '../presentation/useRoom';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef, type Translate } from '../translation';
import styles from '../pipelines/pipelines.module.css';

/** All datasets the reader may see. */
export function DatasetsPage() {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const [address, setAddress] = useSearchParams();
  const offset = Math.max(0, Number(address.get('offset')) || 0);
  const query = { search: address.get('search') ?? undefined, limit: PAGE_SIZE, offset };
  const remote = useRemote(
    JSON.stringify(query),
    async () => (await api.GET('/v1/datasets', { params: { query } })).data!,
  );
  const columns = useMemo(() => datasetColumns(t, formats, links), [t, formats, links]);
  const change = useCallback(
    (part: Record<string, string | undefined>) =>
      setAddress((before) => withChange(before, part), { replace: 'search' in part }),
    [setAddress],
  );
  const go = (to: number) => change({ offset: String(to) });
  const search = useCallback((text: string) => change({ search: text }), [change]);
  return (
    <Frame>
      <Container>
        <div className={styles.filters} role="search">
          <div className={styles.search}>
            <SearchBox slash label={t('datasets.search')} value={query.search ?? ''} onSearch={search} />
          </div>
        </div>
        <Loaded remote={remote} rows={8}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Notice
                icon={<RiDatabase2Line />}
                title={t(query.search ? 'pipelines.noMatchTitle' : 'datasets.emptyTitle')}
                text={query.search ? undefined : t('datasets.emptyText')}
              />
            ) : (
              <ListTable
                stale={remote.refreshing}
                columns={columns}
                data={items}
                href={(row) => links.dataset(row.id)}
                paging={pagingOf({ offset, size: PAGE_SIZE, total, go }, t, formats)}
              />
            )
          }
        </Loaded>
      </Container>
    </Frame>
  );
}

function datasetColumns(t: Translate, formats: Formats, links: Links): ListColumn<DatasetSummary>[] {
  return [
    {
      id: 'name',
      label: t('datasets.name'),
      isRowHeader: true,
      defaultWidth: '3fr',
      minWidth: 190,
      cell: (row) => (
        <Cell>
          <span className={styles.name}>
            <Link
              href={links.dataset(row.id)}
              weight="bold"
              standalone
              className={styles.long}
              title={row.name}
            >
              {row.title ?? row.name}
            </Link>
            <span className={styles.quiet} title={row.name}>
              {row.namespace}
            </span>
          </span>
        </Cell>
      ),
    },
    {
      id: 'system',
      label: t('datasets.system'),
      defaultWidth: '1fr',
      minWidth: 120,
      cell: (row) => <CellText title={row.system ?? '–'} />,
    },
    {
      id: 'owner',
      from: ROOMS.tablet,
      label: t('datasets.owner'),
      defaultWidth: '1fr',
      minWidth: 120,
      cell: (row) => <CellText title={personName(row.owner ?? '') || '–'} />,
    },
    {
      id: 'columns',
      from: ROOMS.tablet,
      label: t('datasets.columns'),
      defaultWidth: '1fr',
      minWidth: 100,
      cell: (row) => <CellText title={row.fieldCount ? formats.number(row.fieldCount) : '–'} />,
    },
    {
      id: 'updated',
      from: ROOMS.tablet,
      label: t('datasets.updated'),
      defaultWidth: '1fr',
      minWidth: 140,
      cell: (row) => <CellText title={formats.ago(row.updatedAt)} />,
    },
  ];
}

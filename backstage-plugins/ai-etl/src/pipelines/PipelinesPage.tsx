import { pipelineCreatePermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, ButtonLink, Container } from '@backstage/ui';
import { RiFlowChart, RiSearchLine } from '@remixicon/react';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { aiEtlApiRef } from '../api';
import { useFormats } from '../presentation/formats';
import { Frame } from '../presentation/Frame';
import { useLinks } from '../presentation/links';
import { ListTable } from '../presentation/ListTable';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { pagingOf } from '../presentation/paging';
import { useRemote } from '../presentation/useRemote';
import { createRouteExternalRef } from '../routes';
import { aiEtlTranslationRef } from '../translation';
import { pipelineColumns } from './columns';
import { PipelineFilters } from './PipelineFilters';
import { isNarrowed, queryOf, withChange, withoutFilters } from './query';
import { StateFilter } from './StateFilter';

const PAGE_SIZES = [25, 50, 100];

/** All pipelines the reader may see. */
export function PipelinesPage() {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const [address, setAddress] = useSearchParams();
  const query = useMemo(() => queryOf(address), [address]);
  const remote = useRemote(
    JSON.stringify(query),
    async () => (await api.GET('/v1/pipelines', { params: { query } })).data!,
  );
  const change = useCallback(
    // Typing leaves no trail of half words; everything else can be gone back from.
    (part: Record<string, string | undefined>) =>
      setAddress((before) => withChange(before, part), { replace: 'search' in part }),
    [setAddress],
  );
  const go = (offset: number) => change({ offset: String(offset) });
  const columns = useMemo(() => pipelineColumns(t, formats, links), [t, formats, links]);
  const clear = () => setAddress(withoutFilters);
  return (
    <Frame>
      <Container>
        <PipelineFilters query={query} facets={remote.value?.facets} onChange={change} onClear={clear} />
        <Loaded remote={remote} rows={8}>
          {({ items, total, states = {} }) => (
            <>
              <StateFilter
                states={states}
                chosen={query.status}
                onChange={(status) => change({ status })}
              />
              {items.length === 0 ? (
                <NoPipelines narrowed={isNarrowed(query)} onClear={clear} />
              ) : (
              <ListTable
                stale={remote.refreshing}
                columns={columns}
                data={items.map((item) => ({ ...item, id: item.name }))}
                href={(row) => links.pipeline(row.name)}
                sort={{
                  descriptor: {
                    column: query.sort,
                    direction: query.order === 'asc' ? 'ascending' : 'descending',
                  },
                  onSortChange: ({ column, direction }) =>
                    change({ sort: String(column), order: direction === 'descending' ? 'desc' : 'asc' }),
                }}
                paging={{
                  ...pagingOf({ offset: query.offset, size: query.limit, total, go }, t, formats),
                  pageSizeOptions: PAGE_SIZES.map((size) => ({
                    value: size,
                    label: t('common.pageSize', { amount: String(size) }),
                  })),
                  onPageSizeChange: (size) => change({ limit: String(size) }),
                }}
              />
              )}
            </>
          )}
        </Loaded>
      </Container>
    </Frame>
  );
}

function NoPipelines({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const create = useRouteRef(createRouteExternalRef);
  const mayCreate = usePermission({ permission: pipelineCreatePermission }).allowed;
  if (narrowed) {
    return (
      <Notice icon={<RiSearchLine />} title={t('pipelines.noMatchTitle')} text={t('pipelines.noMatchText')}>
        <Button variant="secondary" onPress={onClear}>
          {t('common.clear')}
        </Button>
      </Notice>
    );
  }
  return (
    <Notice
      icon={<RiFlowChart />}
      title={t('pipelines.emptyTitle')}
      text={t('pipelines.emptyText')}
      command={t('pipelines.emptyCommand')}
    >
      {create && mayCreate && <ButtonLink href={create()}>{t('pipelines.create')}</ButtonLink>}
    </Notice>
  );
}

import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, TablePagination } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import { useSearchParams } from 'react-router-dom';
import { aiEtlApiRef } from '../api';
import { withChange } from '../pipelines/query';
import { useFormats } from '../presentation/formats';
import { Frame } from '../presentation/Frame';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { pagingOf } from '../presentation/paging';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import { ActionChoice, actionIn } from './ActionChoice';
import { AuditList } from './AuditList';
import styles from './audit.module.css';

const PAGE_SIZE = 50;

/** Who changed which pipeline, of all of them. */
export function ChangesPage() {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const [address, setAddress] = useSearchParams();
  const offset = Math.max(0, Number(address.get('offset')) || 0);
  const query = { action: actionIn(address), limit: PAGE_SIZE, offset };
  const remote = useRemote(
    JSON.stringify(query),
    async () => (await api.GET('/v1/audit', { params: { query } })).data!,
  );
  const change = (part: Record<string, string | undefined>) =>
    setAddress((before) => withChange(before, part));
  const go = (to: number) => change({ offset: to > 0 ? String(to) : undefined });
  return (
    <Frame>
      <Container>
        <div className={styles.filters}>
          <ActionChoice value={query.action} onChange={(action) => change({ action })} />
        </div>
        <Loaded remote={remote} rows={8}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Notice
                icon={<RiHistoryLine />}
                title={t(query.action ? 'audit.noMatch' : 'audit.emptyTitle')}
                text={query.action ? undefined : t('audit.emptyText')}
              />
            ) : (
              <div className={remote.refreshing ? styles.stale : undefined}>
                <AuditList named entries={items} />
                <TablePagination
                  {...pagingOf({ offset, size: PAGE_SIZE, total, go }, t, formats)}
                  showPageSizeOptions={false}
                />
              </div>
            )
          }
        </Loaded>
      </Container>
    </Frame>
  );
}

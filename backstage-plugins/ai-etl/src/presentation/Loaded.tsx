import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Flex, Skeleton } from '@backstage/ui';
import type { ReactNode } from 'react';
import { aiEtlTranslationRef } from '../translation';
import { Failure } from './Failure';
import type { Remote } from './useRemote';
import styles from './presentation.module.css';

/** Shows an answer, or why there is none yet. */
export function Loaded<T>({
  remote,
  rows = 4,
  children,
}: {
  remote: Remote<T>;
  rows?: number;
  children: (value: T) => ReactNode;
}) {
  if (remote.error) return <Failure error={remote.error} onRetry={remote.reload} />;
  return remote.value === undefined ? <Loading rows={rows} /> : <>{children(remote.value)}</>;
}

/** The same for a whole page, whose parts bring their own margins. */
export function LoadedPage<T>({
  remote,
  children,
}: {
  remote: Remote<T>;
  children: (value: T) => ReactNode;
}) {
  if (remote.value !== undefined && !remote.error) return <>{children(remote.value)}</>;
  return (
    <Container className={styles.waiting}>
      <Loaded remote={remote}>{children}</Loaded>
    </Container>
  );
}

function Loading({ rows }: { rows: number }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <Flex direction="column" gap="3" aria-busy="true" aria-label={t('common.loading')} role="status">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} width="100%" height={36} className={styles.bone} />
      ))}
    </Flex>
  );
}

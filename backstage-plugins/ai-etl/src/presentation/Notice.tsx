import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Container, Flex, Skeleton, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { aiEtlTranslationRef } from '../translation';
import { CopyLine } from './CopyLine';
import type { Remote } from './useRemote';
import styles from './presentation.module.css';

/** Says why there is nothing and what brings something. */
export function Notice(props: {
  icon?: ReactNode;
  title: string;
  text?: string;
  command?: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.notice} role="status">
      {props.icon && <span className={styles.noticeIcon}>{props.icon}</span>}
      <Text as="h3" variant="title-x-small" weight="bold">
        {props.title}
      </Text>
      {props.text && (
        <Text as="p" color="secondary" className={styles.noticeText}>
          {props.text}
        </Text>
      )}
      {props.command && <CopyLine text={props.command} />}
      {props.children}
    </div>
  );
}

/** The problem in the backend's own words, and another try. */
export function Problem({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <div role="alert" className={styles.problem}>
      <Alert
        status="danger"
        icon
        title={t('common.failed')}
        description={messageOf(error)}
        customActions={
          onRetry && (
            <Button size="small" variant="secondary" onPress={onRetry}>
              {t('common.retry')}
            </Button>
          )
        }
      />
    </div>
  );
}

/** What the API said, without the wrapping of the client. */
export function messageOf(error: Error): string {
  const body = (error as { body?: { error?: { message?: string } } }).body;
  return body?.error?.message ?? error.message;
}

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
  if (remote.error) return <Problem error={remote.error} onRetry={remote.reload} />;
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
        <Skeleton key={row} width="100%" height={36} />
      ))}
    </Flex>
  );
}

import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, ButtonLink } from '@backstage/ui';
import { RiCompassDiscoverLine, RiLockLine } from '@remixicon/react';
import { rootRouteRef } from '../routes';
import { aiEtlTranslationRef } from '../translation';
import { Notice } from './Notice';
import styles from './presentation.module.css';

/** What the API said, without the wrapping of the client. */
export function messageOf(error: Error): string {
  const body = (error as { body?: { error?: { message?: string } } }).body;
  return body?.error?.message ?? error.message;
}

/** Why there is nothing to show: it is not there, it is not for this reader, or something went wrong. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const { statusCode } = error as { statusCode?: number };
  if (statusCode === 404)
    return (
      <Notice icon={<RiCompassDiscoverLine />} title={t('common.notFound')} text={messageOf(error)}>
        <ToList />
      </Notice>
    );
  if (statusCode === 403)
    return (
      <Notice icon={<RiLockLine />} title={t('common.notAllowed')} text={t('common.askForRight')}>
        <code className={styles.quiet}>{messageOf(error)}</code>
      </Notice>
    );
  return <Problem error={error} onRetry={onRetry} />;
}

function ToList() {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const home = useRouteRef(rootRouteRef);
  return (
    <ButtonLink variant="secondary" href={home?.() ?? '/ai-etl'}>
      {t('common.toList')}
    </ButtonLink>
  );
}

/** The problem in the backend's own words, and another try. */
export function Problem({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const isForbidden = (error as { statusCode?: number }).statusCode === 403;
  return (
    <div role="alert" className={styles.problem}>
      <Alert
        status="danger"
        icon
        title={t(isForbidden ? 'common.notAllowed' : 'common.failed')}
        description={isForbidden ? `${t('common.askForRight')} (${messageOf(error)})` : messageOf(error)}
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

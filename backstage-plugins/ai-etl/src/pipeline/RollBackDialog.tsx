import type { Pipeline } from '@ai-etl/backstage-plugin-ai-etl-common';
import { toastApiRef, useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Dialog, DialogBody, DialogFooter, DialogHeader, Text } from '@backstage/ui';
import { useState } from 'react';
import { aiEtlApiRef } from '../api';
import { messageOf } from '../presentation/Failure';
import { aiEtlTranslationRef } from '../translation';
import styles from './pipeline.module.css';

/** Asks before an older version becomes the newest; open while there is a version. */
export function RollBackDialog(props: {
  pipeline: Pipeline;
  version?: number;
  onClose: () => void;
  onDone: () => void;
}) {
  const { pipeline, version, onClose, onDone } = props;
  const api = useApi(aiEtlApiRef);
  const toast = useApi(toastApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const close = () => {
    setError(undefined);
    onClose();
  };
  const rollBack = async () => {
    setBusy(true);
    try {
      const { data } = await api.POST('/v1/pipelines/{name}/rollback', {
        params: { path: { name: pipeline.name } },
        body: { version: version!, expectedVersion: pipeline.version },
      });
      toast.post({
        title: t('versions.rollBackDone', { version: String(data!.version) }),
        status: 'success',
      });
      close();
      onDone();
    } catch (problem) {
      setError(problem as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog isOpen={version !== undefined} onOpenChange={(open) => !open && close()} width={480}>
      <DialogHeader>{t('versions.rollBackTitle', { version: String(version) })}</DialogHeader>
      <DialogBody>
        <div className={styles.stack}>
          <Text>{t('versions.rollBackText')}</Text>
          {error && (
            <Alert status="danger" icon title={t('versions.rollBackFailed')} description={messageOf(error)} />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={close}>
          {t('common.cancel')}
        </Button>
        <Button isPending={busy} onPress={rollBack}>
          {t('versions.rollBack')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

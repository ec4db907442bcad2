import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Dialog, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import { aiEtlApiRef } from '../api';
import { useFormats } from '../presentation/formats';
import { Loaded } from '../presentation/Loaded';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import { RunDetails } from './RunDetails';

/** A run with its ledgers, checks, tasks and error; open while there is an id. */
export function RunDialog({ runId, onClose }: { runId?: string; onClose: () => void }) {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const remote = useRemote(
    runId,
    async () => (await api.GET('/v1/runs/{runId}', { params: { path: { runId: runId! } } })).data!,
  );
  const started = remote.value?.runId === runId ? remote.value?.startedAt : undefined;
  return (
    <Dialog isOpen={runId !== undefined} onOpenChange={(open) => !open && onClose()} width={860}>
      <DialogHeader>
        {started ? t('runs.detailsOf', { when: formats.time(started) }) : t('runs.details')}
      </DialogHeader>
      <DialogBody>
        <Loaded remote={remote}>{(run) => <RunDetails run={run} />}</Loaded>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('common.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

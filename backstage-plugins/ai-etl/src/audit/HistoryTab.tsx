import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiHistoryLine } from '@remixicon/react';
import { useSearchParams } from 'react-router-dom';
import { aiEtlApiRef } from '../api';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { Stack } from '../presentation/Section';
import { useRemote } from '../presentation/useRemote';
import { withChange } from '../pipelines/query';
import { aiEtlTranslationRef } from '../translation';
import { ActionChoice, actionIn } from './ActionChoice';
import { AuditList } from './AuditList';

/** Who changed the pipeline, how and when; the filter is in the address. */
export function HistoryTab({ name, version }: { name: string; version: number }) {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [address, setAddress] = useSearchParams();
  const action = actionIn(address);
  const remote = useRemote(
    `${name} ${version}`,
    async () => (await api.GET('/v1/pipelines/{name}/audit', { params: { path: { name } } })).data!.items,
  );
  return (
    <Stack>
      <ActionChoice
        value={action}
        onChange={(next) => setAddress((before) => withChange(before, { action: next }))}
      />
      <Loaded remote={remote}>
        {(entries) => {
          const shown = entries.filter((entry) => action === undefined || entry.action === action);
          return shown.length > 0 ? (
            <AuditList entries={shown} />
          ) : (
            <Notice icon={<RiHistoryLine />} title={t(action ? 'audit.noMatch' : 'audit.emptyTitle')} />
          );
        }}
      </Loaded>
    </Stack>
  );
}

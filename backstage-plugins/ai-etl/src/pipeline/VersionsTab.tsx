import {
  pipelineRestorePermission,
  type Pipeline,
  type PipelineVersion,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Badge, Button } from '@backstage/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { aiEtlApiRef } from '../api';
import { Choice } from '../presentation/Choice';
import { useFormats } from '../presentation/formats';
import { Loaded } from '../presentation/Loaded';
import { personName } from '../presentation/people';
import { PlainTable } from '../presentation/PlainTable';
import { Section, Stack } from '../presentation/Section';
import { useRemote } from '../presentation/useRemote';
import { withChange } from '../pipelines/query';
import { aiEtlTranslationRef } from '../translation';
import { RollBackDialog } from './RollBackDialog';
import { messageInWords } from './change-words';
import { VersionComparison } from './VersionComparison';
import styles from './pipeline.module.css';

/** The versions of a pipeline, any two of them compared, and the way back. */
export function VersionsTab({ pipeline, onChanged }: { pipeline: Pipeline; onChanged: () => void }) {
  const api = useApi(aiEtlApiRef);
  const remote = useRemote(
    `${pipeline.name} ${pipeline.version}`,
    async () =>
      (await api.GET('/v1/pipelines/{name}/versions', { params: { path: { name: pipeline.name } } })).data!,
  );
  return (
    <Stack>
      <Loaded remote={remote}>
        {({ items }) => (
          <>
            <VersionList pipeline={pipeline} versions={items} onChanged={onChanged} />
            <Compare name={pipeline.name} versions={items} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function VersionList({
  pipeline,
  versions,
  onChanged,
}: {
  pipeline: Pipeline;
  versions: PipelineVersion[];
  onChanged: () => void;
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const [rollBackTo, setRollBackTo] = useState<number>();
  const mayRollBack = usePermission({
    permission: pipelineRestorePermission,
    resourceRef: pipeline.name,
  }).allowed;
  return (
    <>
      <PlainTable
        label={t('pipeline.versions')}
        columns={[
          { title: t('versions.version') },
          { title: t('versions.when') },
          { title: t('versions.who') },
          { title: t('versions.message') },
          { title: t('versions.changes'), figure: true },
          { title: '' },
        ]}
        rows={versions.map((version) => ({
          key: String(version.version),
          cells: [
            <span className={`${styles.compare} ${styles.whole}`}>
              v{version.version}{' '}
              {version.version === pipeline.version && <Badge size="small">{t('versions.newest')}</Badge>}
            </span>,
            <span title={formats.ago(version.createdAt)} className={styles.whole}>
              {formats.time(version.createdAt)}
            </span>,
            <span title={version.createdBy} className={styles.whole}>
              {personName(version.createdBy)}
            </span>,
            <span className={styles.message}>{messageInWords(version.message, t)}</span>,
            formats.number(version.changes),
            mayRollBack && version.version !== pipeline.version && (
              <Button
                size="small"
                variant="tertiary"
                className={styles.whole}
                onPress={() => setRollBackTo(version.version)}
              >
                {t('versions.rollBack')}
              </Button>
            ),
          ],
        }))}
      />
      <RollBackDialog
        pipeline={pipeline}
        version={rollBackTo}
        onClose={() => setRollBackTo(undefined)}
        onDone={onChanged}
      />
    </>
  );
}

function Compare({ name, versions }: { name: string; versions: PipelineVersion[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [address, setAddress] = useSearchParams();
  const chosen = (key: string, fallback: number | undefined) => {
    const asked = Number(address.get(key));
    return versions.some(({ version }) => version === asked) ? asked : fallback;
  };
  const from = chosen('from', versions[1]?.version);
  const to = chosen('to', versions[0]?.version);
  const choose = (key: string) => (version: string | undefined) =>
    setAddress((before) => withChange(before, { [key]: version }));
  const options = versions.map(({ version }) => ({ id: String(version), label: `v${version}` }));
  if (versions.length < 2) {
    return (
      <Section title={t('versions.compare')} hint={t('versions.only')}>
        {null}
      </Section>
    );
  }
  return (
    <Section
      title={t('versions.compare')}
      actions={
        <span className={styles.compare}>
          <Choice
            label={t('versions.from')}
            value={String(from)}
            options={options}
            onChange={choose('from')}
          />
          <span aria-hidden>→</span>
          <Choice label={t('versions.to')} value={String(to)} options={options} onChange={choose('to')} />
        </span>
      }
    >
      <VersionComparison name={name} from={from!} to={to!} />
    </Section>
  );
}

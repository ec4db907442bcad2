import type { Pipeline, PipelineVersion } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Button } from '@backstage/ui';
import { useState } from 'react';
import { aiEtlApiRef } from '../api';
import { Choice } from '../presentation/Choice';
import { useFormats } from '../presentation/formats';
import { Loaded } from '../presentation/Notice';
import { PlainTable } from '../presentation/PlainTable';
import { Section, Stack } from '../presentation/Section';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import { RollBackDialog } from './RollBackDialog';
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
            <span className={styles.compare}>
              v{version.version}{' '}
              {version.version === pipeline.version && <Badge size="small">{t('versions.newest')}</Badge>}
            </span>,
            <span title={formats.ago(version.createdAt)}>{formats.time(version.createdAt)}</span>,
            version.createdBy,
            version.message ?? '–',
            formats.number(version.changes),
            pipeline.mayEdit && version.version !== pipeline.version && (
              <Button size="small" variant="tertiary" onPress={() => setRollBackTo(version.version)}>
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
  const [from, setFrom] = useState(versions[1]?.version);
  const [to, setTo] = useState(versions[0]?.version);
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
            onChange={(version) => setFrom(Number(version))}
          />
          <span aria-hidden>→</span>
          <Choice
            label={t('versions.to')}
            value={String(to)}
            options={options}
            onChange={(version) => setTo(Number(version))}
          />
        </span>
      }
    >
      <VersionComparison name={name} from={from} to={to} />
    </Section>
  );
}

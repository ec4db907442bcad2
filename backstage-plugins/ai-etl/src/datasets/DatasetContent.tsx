import type { Dataset, PipelineSummary } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { LastRun } from '../pipelines/LastRun';
import { Sparkline } from '../pipelines/Sparkline';
import { CopyLine } from '../presentation/CopyLine';
import { useFormats } from '../presentation/formats';
import { useLinks } from '../presentation/links';
import { Chips, Section, Stack } from '../presentation/Section';
import { byUrgency } from '../presentation/state';
import { aiEtlTranslationRef } from '../translation';
import { DatasetColumns } from './DatasetColumns';
import { shownProfile } from './profile';
import { ProfileColumns } from './ProfileColumns';
import styles from './datasets.module.css';

/** More of them are a click away: hundreds may read a dataset, and its columns are below. */
const SHOWN_PIPELINES = 6;

const lastStateOf = ({ lastRuns }: PipelineSummary) => lastRuns[lastRuns.length - 1]?.state;

/** Columns, profile, and who writes and reads. */
export function DatasetContent({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <Stack>
      <div className={styles.lists}>
        <Pipelines
          title={t('datasets.producers')}
          none={t('datasets.noProducers')}
          pipelines={dataset.producers}
        />
        <Pipelines
          title={t('datasets.consumers')}
          none={t('datasets.noConsumers')}
          pipelines={dataset.consumers}
        />
      </div>
      <DatasetColumns dataset={dataset} />
      <Profile dataset={dataset} />
      {dataset.aliases.length > 0 && (
        <Section title={t('datasets.aliases')}>
          <Chips words={dataset.aliases.map(({ namespace, name }) => `${namespace} ${name}`)} />
        </Section>
      )}
    </Stack>
  );
}

function Profile({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const profile = useMemo(() => dataset.profile && shownProfile(dataset.profile), [dataset.profile]);
  return (
    <Section
      title={t('datasets.profile')}
      hint={dataset.profiledAt && t('datasets.profiledAt', { when: formats.ago(dataset.profiledAt) })}
    >
      {profile ? (
        <ProfileColumns profile={profile} />
      ) : (
        <div className={styles.noProfile}>
          <Text color="secondary">{t('datasets.noProfile')}</Text>
          <CopyLine text={t('datasets.profileCommand')} />
        </div>
      )}
    </Section>
  );
}

function Pipelines({
  title,
  none,
  pipelines,
}: {
  title: string;
  none: string;
  pipelines: readonly PipelineSummary[];
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const [all, setAll] = useState(false);
  const sorted = useMemo(
    () => [...pipelines].sort((one, other) => byUrgency(lastStateOf(one), lastStateOf(other))),
    [pipelines],
  );
  const shown = all ? sorted : sorted.slice(0, SHOWN_PIPELINES);
  return (
    <Section
      title={title}
      hint={sorted.length > SHOWN_PIPELINES ? formats.number(sorted.length) : undefined}
    >
      {pipelines.length === 0 && <Text color="secondary">{none}</Text>}
      <ul className={styles.list}>
        {shown.map((pipeline) => (
          <li key={pipeline.name}>
            <span className={styles.pipeline}>
              <Link href={links.pipeline(pipeline.name)} title={pipeline.title ?? pipeline.name}>
                {pipeline.title ?? pipeline.name}
              </Link>
            </span>
            <LastRun runs={pipeline.lastRuns} />
            <Sparkline name={pipeline.name} runs={pipeline.lastRuns} />
          </li>
        ))}
      </ul>
      {sorted.length > SHOWN_PIPELINES && (
        <Button size="small" variant="tertiary" onPress={() => setAll(!all)} className={styles.more}>
          {all ? t('common.fewer') : t('common.showAll', { amount: formats.number(sorted.length) })}
        </Button>
      )}
    </Section>
  );
}

import type { DatasetSummary, Pipeline } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RiFileCodeLine } from '@remixicon/react';
import { Sparkline } from '../pipelines/Sparkline';
import { useLinks } from '../presentation/links';
import { Notice } from '../presentation/Notice';
import { Section, Stack } from '../presentation/Section';
import { aiEtlTranslationRef } from '../translation';
import { CodePanel } from './CodePanel';
import { Findings } from './Findings';
import { StepGraph } from './StepGraph';
import styles from './pipeline.module.css';

/** What the pipeline does: as a picture, as a spec, as code. */
export function Overview({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <Stack>
      <div className={styles.datasets}>
        <Datasets title={t('pipeline.reads')} datasets={pipeline.reads} />
        <Datasets title={t('pipeline.writes')} datasets={pipeline.writes} />
        <Section title={t('pipeline.runs')}>
          <Sparkline name={pipeline.name} runs={pipeline.lastRuns} snug />
        </Section>
      </div>
      {pipeline.yaml ? <Spec pipeline={pipeline} /> : <NoSpec />}
    </Stack>
  );
}

function Spec({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <>
      {pipeline.findings.length > 0 && (
        <Section title={t('pipeline.findings')}>
          <Findings findings={pipeline.findings} />
        </Section>
      )}
      <Section title={t('pipeline.steps')} hint={t('pipeline.stepsHint')}>
        <StepGraph name={pipeline.name} steps={pipeline.steps} />
      </Section>
      <Section title={t('pipeline.code')}>
        <CodePanel name={pipeline.name} version={pipeline.version} yaml={pipeline.yaml} />
      </Section>
    </>
  );
}

function NoSpec() {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <Notice
      icon={<RiFileCodeLine />}
      title={t('pipeline.noSpecTitle')}
      text={t('pipeline.noSpecText')}
      command={t('pipelines.emptyCommand')}
    />
  );
}

function Datasets({ title, datasets }: { title: string; datasets: readonly DatasetSummary[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  return (
    <Section title={title}>
      <span className={styles.links}>
        {datasets.length === 0 && <span className={styles.quiet}>{t('common.none')}</span>}
        {datasets.map((dataset) => (
          <Link
            key={dataset.id}
            href={links.dataset(dataset.id)}
            title={`${dataset.namespace} ${dataset.name}`}
          >
            {dataset.title ?? dataset.name}
          </Link>
        ))}
      </span>
    </Section>
  );
}

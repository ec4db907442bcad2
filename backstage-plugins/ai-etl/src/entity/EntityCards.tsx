import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, CardHeader, Link, Text } from '@backstage/ui';
import { Fragment, type ReactNode } from 'react';
import { Sparkline } from '../pipelines/Sparkline';
import { useFormats } from '../presentation/formats';
import { useLinks } from '../presentation/links';
import { scheduleInWords } from '../presentation/schedule';
import { StateMark } from '../presentation/StateMark';
import { aiEtlTranslationRef } from '../translation';
import { DATASET_ANNOTATION } from './annotations';
import { Annotated, LoadedDataset, WithPipeline } from './EntityContents';
import styles from './entity.module.css';

/** How a pipeline fares, on the overview of its entity. */
export function EntityPipelineCard() {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  return (
    <InfoCard title={t('entity.pipelineCard')}>
      <WithPipeline>
        {(pipeline) => {
          const last = pipeline.lastRuns[pipeline.lastRuns.length - 1];
          return (
            <div className={styles.card}>
              <Sparkline name={pipeline.name} runs={pipeline.lastRuns} />
              <Facts
                facts={[
                  [
                    t('pipeline.lastRun'),
                    last ? (
                      <>
                        <StateMark state={last.state} /> {formats.ago(last.startedAt)}
                      </>
                    ) : (
                      t('state.never')
                    ),
                  ],
                  [
                    t('pipeline.schedule'),
                    scheduleInWords(pipeline, formats.language) ?? t('pipelines.byHand'),
                  ],
                  [t('pipeline.version'), formats.number(pipeline.version)],
                ]}
              />
              <Link href={links.pipeline(pipeline.name)}>{t('lineage.openPipeline')}</Link>
            </div>
          );
        }}
      </WithPipeline>
    </InfoCard>
  );
}

/** What a dataset is, on the overview of its entity. */
export function EntityDatasetCard() {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  return (
    <InfoCard title={t('entity.datasetCard')}>
      <Annotated annotation={DATASET_ANNOTATION}>
        {(id) => (
          <LoadedDataset id={id}>
            {(dataset) => (
              <div className={styles.card}>
                <Facts
                  facts={[
                    [t('datasets.system'), dataset.system ?? '–'],
                    [t('datasets.columns'), formats.number(dataset.fields.length)],
                    [t('datasets.lastWritten'), formats.ago(dataset.lastWrittenAt)],
                    [t('datasets.producers'), dataset.producers.map(({ name }) => name).join(', ') || '–'],
                  ]}
                />
                <Link href={links.dataset(id)}>{t('lineage.openDataset')}</Link>
                <Link href={links.lineage({ dataset: id })}>{t('datasets.lineage')}</Link>
              </div>
            )}
          </LoadedDataset>
        )}
      </Annotated>
    </InfoCard>
  );
}

function InfoCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {title}
        </Text>
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}

function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

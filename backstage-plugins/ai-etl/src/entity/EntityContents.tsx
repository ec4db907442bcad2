import type { Dataset, Pipeline } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo, type ReactNode } from 'react';
import { aiEtlApiRef } from '../api';
import { DatasetContent } from '../datasets/DatasetContent';
import { LineageExplorer } from '../lineage/LineageExplorer';
import { Overview } from '../pipeline/Overview';
import { RunsTab } from '../pipeline/RunsTab';
import { VersionsTab } from '../pipeline/VersionsTab';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { useRemote, type Remote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import { annotationOf, DATASET_ANNOTATION, PIPELINE_ANNOTATION } from './annotations';
import styles from './entity.module.css';

/** Steps, spec and code of the pipeline of an entity. */
export function EntityPipelineOverview() {
  return <WithPipeline>{(pipeline) => <Overview pipeline={pipeline} />}</WithPipeline>;
}

/** Its runs. */
export function EntityPipelineRuns() {
  return <Annotated annotation={PIPELINE_ANNOTATION}>{(name) => <RunsTab name={name} />}</Annotated>;
}

/** Its versions. */
export function EntityPipelineVersions() {
  return (
    <WithPipeline>
      {(pipeline, reload) => <VersionsTab pipeline={pipeline} onChanged={reload} />}
    </WithPipeline>
  );
}

/** Columns and profile of the dataset of an entity. */
export function EntityDatasetContent() {
  return (
    <Annotated annotation={DATASET_ANNOTATION}>
      {(id) => <LoadedDataset id={id}>{(dataset) => <DatasetContent dataset={dataset} />}</LoadedDataset>}
    </Annotated>
  );
}

/** Lineage around a pipeline or dataset. */
export function EntityLineage() {
  const { entity } = useEntity();
  const name = annotationOf(entity, PIPELINE_ANNOTATION);
  const id = annotationOf(entity, DATASET_ANNOTATION);
  const focus = useMemo(
    () => (name ? { type: 'pipeline' as const, id: name } : { type: 'dataset' as const, id: id ?? '' }),
    [name, id],
  );
  if (!name && !id) return <NoAnnotation annotation={DATASET_ANNOTATION} />;
  return (
    <div className={styles.lineage}>
      <LineageExplorer focus={focus} />
    </div>
  );
}

/** What the annotation of the page's entity says, or how to give it one. */
export function Annotated({
  annotation,
  children,
}: {
  annotation: string;
  children: (value: string) => ReactNode;
}) {
  const { entity } = useEntity();
  const value = annotationOf(entity, annotation);
  return value ? <>{children(value)}</> : <NoAnnotation annotation={annotation} />;
}

function NoAnnotation({ annotation }: { annotation: string }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return <Notice title={t('entity.noAnnotation')} text={t('entity.addAnnotation', { annotation })} />;
}

/** The pipeline of the page's entity. */
export function WithPipeline({
  children,
}: {
  children: (pipeline: Pipeline, reload: () => void) => ReactNode;
}) {
  return (
    <Annotated annotation={PIPELINE_ANNOTATION}>
      {(name) => <LoadedPipeline name={name}>{children}</LoadedPipeline>}
    </Annotated>
  );
}

function LoadedPipeline({
  name,
  children,
}: {
  name: string;
  children: (pipeline: Pipeline, reload: () => void) => ReactNode;
}) {
  const api = useApi(aiEtlApiRef);
  const remote: Remote<Pipeline> = useRemote(
    name,
    async () => (await api.GET('/v1/pipelines/{name}', { params: { path: { name } } })).data!,
  );
  return <Loaded remote={remote}>{(pipeline) => children(pipeline, remote.reload)}</Loaded>;
}

/** A dataset by its id. */
export function LoadedDataset({ id, children }: { id: string; children: (dataset: Dataset) => ReactNode }) {
  const api = useApi(aiEtlApiRef);
  const remote = useRemote(
    id,
    async () => (await api.GET('/v1/datasets/{id}', { params: { path: { id } } })).data!,
  );
  return <Loaded remote={remote}>{children}</Loaded>;
}

import { z } from 'zod';
import { defineTarget } from '../compile-target';
import { refusalsOf } from './cannot';
import type { FileDescription } from './landing/file-facts';
import { lowerDag } from './lower';
import { renderDag } from './render';
import { airflowVersions, type AirflowVersionId } from './versions';

const versionIds = Object.keys(airflowVersions) as [AirflowVersionId, ...AirflowVersionId[]];

/** A plain Airflow DAG for a named version, with its SQL, its runtime and a test. */
export const airflow = defineTarget({
  id: 'airflow',
  title: 'Airflow DAG',
  description: {
    en: 'A plain DAG with its SQL in files, a small runtime beside it and a test that loads it',
    ru: 'Обычный DAG: SQL в файлах, небольшая библиотека рядом и тест, который его загружает',
  },
  options: z.object({
    version: z.enum(versionIds).default('3.3').meta({ title: 'Airflow version', titleRu: 'Версия Airflow' }),
    facts: z
      .record(z.string(), z.custom<FileDescription>())
      .optional()
      .meta({ hidden: true, description: 'What connectors described of the files, by source step id' }),
  }),
  plan: 'as-written',
  cannot: (plan, { version, facts }) => refusalsOf(plan, airflowVersions[version], { facts }),
  lower: (plan, { facts }) => lowerDag(plan, { facts }),
  render: (dag, { version }) => renderDag(dag, airflowVersions[version]),
});

import { z } from 'zod';
import { defineTarget } from '../compile-target';
import { lowerRepository } from './lower';
import { airflowIds } from './python-locks';
import { renderRepository } from './render';
import { unknownSources } from './transforms';

/** Everything around a DAG: its runtime, tests, CI, image, documentation and catalog entry. */
export const repository = defineTarget({
  id: 'airflow-repository',
  title: 'Airflow repository',
  description: {
    en: 'A repository around the DAG: tests on sample rows, CI for GitHub and GitLab, Dockerfile, README, catalog entry',
    ru: 'Репозиторий вокруг DAG: тесты на примерах строк, CI для GitHub и GitLab, Dockerfile, README, запись каталога',
  },
  options: z.object({
    version: z.enum(airflowIds).default('3.3').meta({ title: 'Airflow version', titleRu: 'Версия Airflow' }),
    entity: z
      .string()
      .regex(/^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/)
      .max(63)
      .optional()
      .meta({ hidden: true, description: 'Name of the entity in the software catalog' }),
    datasets: z
      .record(z.string(), z.string().regex(/^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/))
      .optional()
      .meta({ hidden: true, description: 'Entity names of datasets, by connection:object' }),
    facts: z
      .record(z.string(), z.custom<object>())
      .optional()
      .meta({ hidden: true, description: 'What connectors described of the files, by source step id' }),
  }),
  plan: 'as-written',
  parts: ({ version, facts }) => ({
    dag: { target: 'airflow', options: { version, facts } },
    english: { target: 'diagram', language: 'en' },
    russian: { target: 'diagram', language: 'ru' },
  }),
  cannot: (plan) =>
    unknownSources(plan).map(({ id, object }) => ({
      step: id,
      construct: 'source.fields',
      reason: {
        en: `the fields of ${object} are not known, so no test can be made; list them in "fields" and give their types in "schema", or compile where it can be read`,
        ru: `поля ${object} неизвестны, и тесты не сделать; перечислите их в «fields», укажите типы в «schema» или компилируйте там, где источник доступен`,
      },
    })),
  lower: (plan, options, context) => lowerRepository(plan, options, context),
  render: (lowered) => renderRepository(lowered),
});

import { z } from 'zod';
import { defineTarget } from '../compile-target';
import { refusalsOf } from './cannot';
import { lowerScripts, sqlDialects } from './lower';
import { renderScript } from './render';

const title = (en: string, ru: string, description: { en: string; ru: string }) => ({
  title: en,
  titleRu: ru,
  description: description.en,
  descriptionRu: description.ru,
});

/** SQL scripts: one a target step, one a quality step's checks. @public */
export const sql = defineTarget({
  id: 'sql',
  title: 'SQL',
  description: {
    en: 'Scripts for PostgreSQL, ClickHouse or DuckDB: one for each target, one for the checks of each quality step',
    ru: 'Скрипты для PostgreSQL, ClickHouse или DuckDB: по одному на цель и на проверки каждого шага quality',
  },
  options: z.strictObject({
    dialect: z
      .enum(sqlDialects)
      .default('postgresql')
      .meta(
        title('Dialect', 'Диалект', {
          en: 'The system that runs the scripts',
          ru: 'Система, которая выполнит скрипты',
        }),
      ),
    staging: z
      .string()
      .min(1)
      .default('staging')
      .meta(
        title('Staging schema', 'Схема для загрузки', {
          en: 'Where sources of other systems are expected as tables',
          ru: 'Где ожидаются таблицы с данными других систем',
        }),
      ),
    parameters: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .default({})
      .meta(
        title('Parameters', 'Параметры', {
          en: 'Values; defaults for the rest',
          ru: 'Значения; для остальных — умолчания',
        }),
      ),
  }),
  plan: 'lean',
  cannot: (plan, { dialect }) => refusalsOf(plan, dialect),
  lower: (plan, options, { language }) => lowerScripts(plan, options, language),
  render: (scripts) => Object.fromEntries(scripts.map((script) => [script.path, renderScript(script)])),
});

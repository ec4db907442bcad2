import { z } from 'zod';
import { defineTarget } from '../compile-target';
import { refusalsOf } from './cannot';
import { lowerWorkflow } from './lower';

/** A workflow of this pack's nodes, to import into n8n. @public */
export const n8n = defineTarget({
  id: 'n8n',
  title: 'n8n workflow',
  description: {
    en: 'A workflow of ETL nodes to import into n8n, one node for each step',
    ru: 'Рабочий процесс из узлов ETL для импорта в n8n, по узлу на шаг',
  },
  options: z.strictObject({
    parameters: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .default({})
      .meta({
        title: 'Parameters',
        titleRu: 'Параметры',
        description: 'Values; defaults for the rest',
        descriptionRu: 'Значения; для остальных — умолчания',
      }),
    credentials: z.record(z.string(), z.string().min(1)).default({}).meta({
      title: 'Credentials',
      titleRu: 'Учётные данные',
      description: "Names of n8n's credentials by connection; the connection's own name for the rest",
      descriptionRu: 'Имена учётных данных n8n по подключениям; для остальных — имя подключения',
    }),
  }),
  plan: 'as-written',
  cannot: (plan) => refusalsOf(plan),
  lower: (plan, options, { language }) => lowerWorkflow(plan, options, language),
  render: (workflow) => ({ [`${workflow.name}.json`]: `${JSON.stringify(workflow, null, 2)}\n` }),
});

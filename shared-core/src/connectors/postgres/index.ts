import { defineConnector, type Connector } from '../contract';
import { capabilities } from './capabilities';
import { postgresConfigSchema, postgresFromUri } from './config';
import { readsCsv } from './csv-options';
import { postgresTypes } from './types';

/** PostgreSQL 12 and newer, and what speaks its protocol and has its catalogues. @public */
export const postgres: Connector<typeof postgresConfigSchema> = defineConnector({
  id: 'postgresql',
  title: 'PostgreSQL',
  description: {
    en: 'Tables and views of a PostgreSQL server; rows move by COPY.',
    ru: 'Таблицы и представления сервера PostgreSQL; строки идут через COPY.',
  },
  configSchema: postgresConfigSchema,
  capabilities,
  types: postgresTypes,
  object: { title: { en: 'Table', ru: 'Таблица' }, placeholder: 'public.orders' },
  readsCsv,
  schemes: ['postgresql', 'postgres'],
  fromUri: postgresFromUri,
  open: async (settings, context) => (await import('./connection')).open(postgres, settings, context),
});

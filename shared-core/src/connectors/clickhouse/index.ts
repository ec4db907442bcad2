import { defineConnector, type Connector } from '../contract';
import { capabilities } from './capabilities';
import { clickhouseConfigSchema, clickhouseFromUri } from './config';
import { readsCsv } from './csv-options';
import { clickhouseTypes } from './types';

/** ClickHouse 24.3 and newer over HTTP, and the local engine of `ai-etl local`. @public */
export const clickhouse: Connector<typeof clickhouseConfigSchema> = defineConnector({
  id: 'clickhouse',
  title: 'ClickHouse',
  description: {
    en: 'Tables and views of a ClickHouse server; files go in and come out as they are.',
    ru: 'Таблицы и представления сервера ClickHouse; файлы входят и выходят как есть.',
  },
  configSchema: clickhouseConfigSchema,
  capabilities,
  types: clickhouseTypes,
  object: { title: { en: 'Table', ru: 'Таблица' }, placeholder: 'default.orders' },
  readsCsv,
  schemes: ['clickhouse', 'clickhouses'],
  fromUri: clickhouseFromUri,
  open: async (settings, context) => (await import('./connection')).open(clickhouse, settings, context),
});

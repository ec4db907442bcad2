import { defineConnector, type Connector } from '../contract';
import { capabilities } from './capabilities';
import { fileConfigSchema, fileFromUri, fileReadOptions } from './config';
import { fileTypes } from './types';

/** CSV, JSON, JSON Lines and Parquet files, also in gzip or zstd; one, several by a glob, or those of a folder. @public */
export const file: Connector<typeof fileConfigSchema> = defineConnector({
  id: 'file',
  title: 'File',
  description: {
    en: 'CSV, JSON, JSON Lines and Parquet files of this machine, also in .gz and .zst.',
    ru: 'Файлы CSV, JSON, JSON Lines и Parquet этой машины, также в .gz и .zst.',
  },
  configSchema: fileConfigSchema,
  capabilities,
  types: fileTypes,
  object: { title: { en: 'Path', ru: 'Путь' }, placeholder: 'orders.csv' },
  readOptions: fileReadOptions,
  readsCsv: () => true,
  schemes: ['file'],
  fromUri: fileFromUri,
  open: async (settings, context) => (await import('./connection')).open(file, settings, context),
});

import type { TypeLoss, TypeMapping } from '../../schema';
import { duckdbTypes } from '../../engine';

const asText: TypeLoss = {
  code: 'enum-as-text',
  en: 'files hold the value as text; the list of allowed values is lost',
  ru: 'файлы хранят значение как текст; список допустимых значений теряется',
};

/** The types of files: those of Parquet as the engine writes and reads them. Text files have none of their own. @public */
export const fileTypes: TypeMapping = {
  toNative: (type) => (type.kind === 'enum' ? { text: 'VARCHAR', loss: asText } : duckdbTypes.toNative(type)),
  fromNative: (native) => duckdbTypes.fromNative(native),
};

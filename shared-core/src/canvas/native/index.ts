import { refuse } from '../drawn-form';
import type { Translator } from '../node-call';
import { branch, filter } from './conditions';
import { editFields } from './edit-fields';
import { gather, summarize } from './groups';
import { merge } from './merge';
import { postgres } from './postgres';
import { switchRows } from './switch';
import { limit, removeDuplicates, sort } from './rows';

const base = 'n8n-nodes-base.';

const refused =
  (en: string, ru: string): Translator =>
  () => {
    throw refuse(en, ru);
  };

const code = refused(
  'it runs code; write the computation as SQL in ETL Transform',
  'он выполняет код; напишите вычисление на SQL в ETL Transform',
);
const calls = refused(
  'it calls a service; a pipeline reads files and databases',
  'он обращается к сервису; конвейер читает файлы и базы данных',
);
const loops = refused(
  'it goes in a circle; a pipeline works on all rows at once',
  'он ходит по кругу; конвейер обрабатывает все строки сразу',
);

/** Translators of n8n's own nodes. */
export const nativeNodes: Record<string, Translator> = {
  [`${base}noOp`]: () => ({ passes: true }),
  [`${base}stickyNote`]: () => ({ passes: true }),
  [`${base}filter`]: filter,
  [`${base}if`]: branch,
  [`${base}switch`]: switchRows,
  [`${base}set`]: editFields,
  [`${base}sort`]: sort,
  [`${base}limit`]: limit,
  [`${base}removeDuplicates`]: removeDuplicates,
  [`${base}summarize`]: summarize,
  [`${base}aggregate`]: gather,
  [`${base}merge`]: merge,
  [`${base}postgres`]: postgres,
  [`${base}code`]: code,
  [`${base}function`]: code,
  [`${base}functionItem`]: code,
  [`${base}httpRequest`]: calls,
  [`${base}splitInBatches`]: loops,
};

/** Any other node. */
export const unknownNode: Translator = refused(
  'there is no step that does the same',
  'нет шага, который делает то же',
);

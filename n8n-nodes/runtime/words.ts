import { defineMessages, type ObjectListing } from '@ai-etl/core';
import { readerLanguage } from './reader-language';

const kindsInRussian: Record<ObjectListing['kind'], string> = {
  table: 'таблица',
  view: 'представление',
  file: 'файл',
  folder: 'папка',
  topic: 'топик',
};

const catalogue = defineMessages({
  en: {
    setAside: ({ count, object }: { count: number; object: string }) =>
      `${count} rows were set aside on the way into ${object}: see the output "Rejected".`,
    allRejected: ({ file }: { file: string }) => ` All of them are in ${file}.`,
    loadedBefore: ({ object }: { object: string }) => `${object} had this run already; nothing was done.`,
    sampled:
      'The preview is made from the first rows of the sources: figures over many rows differ from those of a run.',
    firstRows: ({ count }: { count: number }) => `Only the first ${count} rows are shown.`,
    answersIn: ({ version, ms }: { version: string; ms: number }) => `${version}, answers in ${ms} ms`,
    rows: ({ count }: { count: number }) => `${count} rows`,
    neverEmpty: ', never empty',
    kind: ({ kind }: { kind: ObjectListing['kind'] }): string => kind,
    incomingItem: 'the incoming item',
    leftInput: 'what arrives at the left input',
    rightInput: 'what arrives at the right input',
    inputNumber: ({ number }: { number: number }) => `what arrives at input ${number}`,
    noFolder: ({ folder }: { folder: string }) => `There is no folder "${folder}"`,
    forbiddenFolder: ({ folder }: { folder: string }) => `n8n may not read from "${folder}"`,
    allowedFolder: ({ folder }: { folder: string }) =>
      `Files are read from ${folder}. An administrator allows other folders with N8N_RESTRICT_FILE_ACCESS_TO.`,
    moreItems: ({ count }: { count: number }) => `${count} more items are not shown; ask for fewer`,
    agentMayNotLoad: ({ object, connection }: { object: string; connection: string }) =>
      `An agent may not load "${object}" (${connection}) here`,
    agentTargets:
      'Whoever has set up this tool names the tables that an agent may load: option "Tables an Agent May Load".',
    noProfile: 'There is no profile in the incoming item',
    profileBefore: 'Put ETL Profile before this node, right behind the dataset.',
    portalKnows: ({ principal }: { principal: string }) => `The portal knows this token as ${principal}`,
    publishedBefore: ({ version }: { version: number }) =>
      `The portal had this pipeline already, as version ${version}.`,
  },
  ru: {
    setAside: ({ count, object }) =>
      `Отложено строк по пути в ${object}: ${count}. Они на выходе «Отложено».`,
    allRejected: ({ file }) => ` Все они в файле ${file}.`,
    loadedBefore: ({ object }) => `Этот запуск в ${object} уже был; ничего не сделано.`,
    sampled:
      'Образец сделан по первым строкам источников: показатели по многим строкам отличаются от тех, что даст запуск.',
    firstRows: ({ count }) => `Показаны только первые строки: ${count}.`,
    answersIn: ({ version, ms }) => `${version}, отвечает за ${ms} мс`,
    rows: ({ count }) => `строк: ${count}`,
    neverEmpty: ', не бывает пустым',
    kind: ({ kind }) => kindsInRussian[kind],
    incomingItem: 'пришедший элемент',
    leftInput: 'то, что пришло на левый вход',
    rightInput: 'то, что пришло на правый вход',
    inputNumber: ({ number }) => `то, что пришло на вход ${number}`,
    noFolder: ({ folder }) => `Папки «${folder}» нет`,
    forbiddenFolder: ({ folder }) => `n8n нельзя читать из «${folder}»`,
    allowedFolder: ({ folder }) =>
      `Файлы читаются из ${folder}. Другие папки администратор разрешает через N8N_RESTRICT_FILE_ACCESS_TO.`,
    moreItems: ({ count }) => `ещё элементов: ${count}; они не показаны, спросите о меньшем`,
    agentMayNotLoad: ({ object, connection }) => `Агенту нельзя загружать «${object}» (${connection})`,
    agentTargets:
      'Таблицы, которые можно загружать агенту, называет тот, кто настроил инструмент: параметр «Что может загружать агент».',
    noProfile: 'В пришедшем элементе нет профиля',
    profileBefore: 'Поставьте перед этим узлом ETL Profile, сразу за набором данных.',
    portalKnows: ({ principal }) => `Портал знает этот токен как ${principal}`,
    publishedBefore: ({ version }) => `Этот конвейер в портале уже есть, версия ${version}.`,
  },
});

/** What nodes say while they run, in the language of the instance. */
export const words = () => catalogue[readerLanguage()];

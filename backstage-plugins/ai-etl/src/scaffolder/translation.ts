import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Texts of the form fields, in English; Russian is loaded when it is chosen. */
export const fieldsTranslationRef = createTranslationRef({
  id: 'plugin.ai-etl.scaffolder',
  messages: {
    table: {
      connection: 'Connection',
      choose: 'Choose',
      noneTitle: 'No connection fits',
      noneText: 'The portal has no connection to {{systems}}. An administrator adds it to aiEtl.connections.',
      object: 'Table or file',
      find: 'Type to find',
      target: 'Table to write',
      columns: 'Columns',
      allColumns: 'All {{amount}} columns',
      someColumns: '{{chosen}} of {{amount}} columns',
      rows: 'First rows of {{object}}',
      first: 'Choose the table first',
      noRows: 'There are no rows yet',
    },
    sentence: {
      label: 'What the pipeline should do',
      example: 'Use this example',
      understand: 'Understand',
      understood: 'What was understood',
      other: 'Another answer',
      answer: 'Answer',
      changed: 'The sentence has changed. Press Understand.',
      nothing: 'Nothing was understood yet. Say what to read, what to do with it and where to write it.',
      phrase: 'Phrase',
      became: 'Became',
    },
    preview: {
      code: 'What will be written',
      file: 'File',
      files: '{{amount}} files',
      problems: 'This has to be put right first',
      incomplete: 'Fill in the steps before: a name, what to read and where to write.',
    },
  },
  translations: { ru: () => import('./translation-ru') },
});

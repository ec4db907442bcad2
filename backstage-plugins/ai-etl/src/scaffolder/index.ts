import { createFormField, FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const table = FormFieldBlueprint.make({
  name: 'table-picker',
  params: {
    field: async () => {
      const { AiEtlTablePicker } = await import('./AiEtlTablePicker');
      return createFormField({
        name: 'AiEtlTablePicker',
        component: AiEtlTablePicker as never,
        validation: (value: unknown, errors) => {
          const { connection, object } = (value ?? {}) as { connection?: string; object?: string };
          // The form makes an empty object of an untouched field, which `required` takes for an answer.
          if (!connection || !object) errors.addError('Choose a table · Выберите таблицу');
        },
      });
    },
  },
});

const keys = FormFieldBlueprint.make({
  name: 'keys',
  params: {
    field: async () => {
      const { AiEtlKeys } = await import('./AiEtlKeys');
      return createFormField({
        name: 'AiEtlKeys',
        component: AiEtlKeys as never,
        validation: (value: unknown, errors) => {
          if (!(value as string[] | undefined)?.some(Boolean))
            errors.addError('Choose at least one column · Выберите хотя бы одну колонку');
        },
      });
    },
  },
});

const sentence = FormFieldBlueprint.make({
  name: 'sentence',
  params: {
    field: async () => {
      const { AiEtlSentence } = await import('./AiEtlSentence');
      return createFormField({
        name: 'AiEtlSentence',
        component: AiEtlSentence as never,
        validation: (value: unknown, errors) => {
          const { text, understood } = (value ?? {}) as { text?: string; understood?: string };
          if (!text || text !== understood)
            errors.addError(
              'Press Understand and answer what is asked · Нажмите «Понять» и ответьте на вопрос',
            );
        },
      });
    },
  },
});

const preview = FormFieldBlueprint.make({
  name: 'preview',
  params: {
    field: async () => {
      const { AiEtlPreview } = await import('./AiEtlPreview');
      return createFormField({ name: 'AiEtlPreview', component: AiEtlPreview as never });
    },
  },
});

/** Fields of Scaffolder forms: a table with its rows, its keys, a sentence, and what the form would make. */
export const scaffolderFields = [table, keys, sentence, preview];

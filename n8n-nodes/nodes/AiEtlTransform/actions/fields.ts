import type { INodeProperties } from 'n8n-workflow';

/**
 * The fields of the dataset that arrives, for lists: the editor resolves this expression with the last run's data
 * and hands the result to the list method, which cannot see the canvas itself.
 */
export const incomingFields: INodeProperties = {
  displayName: 'Incoming Fields',
  name: 'incomingFields',
  type: 'hidden',
  // Before the first run there is no $json, and a field that cannot be computed shows as an error on the form.
  default:
    '={{ (() => { try { return JSON.stringify($json.dataset.fields) } catch (error) { return "{}" } })() }}',
};

/** A multi-select of incoming fields. */
export function fieldList(
  field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): INodeProperties {
  const { displayName, name, description } = field;
  return {
    displayName,
    name,
    type: 'multiOptions',
    typeOptions: { loadOptionsMethod: 'getIncomingFields', loadOptionsDependsOn: ['incomingFields'] },
    default: [],
    description:
      'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
    hint: `${description}. The list fills once the node before has run.`,
  };
}

/** Rows of a name and an expression. */
export function namedExpressions(field: {
  displayName: string;
  name: string;
  button: string;
  namePlaceholder: string;
  placeholder: string;
  hint: string;
}): INodeProperties {
  return {
    displayName: field.displayName,
    name: field.name,
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, multipleValueButtonText: field.button, sortable: true },
    default: {},
    placeholder: field.button,
    options: [
      {
        displayName: field.displayName,
        name: 'values',
        values: [
          {
            displayName: 'Name',
            name: 'name',
            type: 'string',
            default: '',
            required: true,
            placeholder: field.namePlaceholder,
          },
          {
            displayName: 'Expression',
            name: 'expression',
            type: 'string',
            default: '',
            required: true,
            placeholder: field.placeholder,
            hint: field.hint,
          },
        ],
      },
    ],
  };
}

/** The field for sort terms. */
export const orderBy = (name: string, description: string): INodeProperties => ({
  displayName: 'Order By',
  name,
  type: 'string',
  default: '',
  placeholder: 'e.g. total_delay desc, origin',
  description,
});

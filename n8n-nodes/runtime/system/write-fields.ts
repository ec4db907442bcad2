import type { LoadMode } from '@ai-etl/core';
import type { INodeProperties } from 'n8n-workflow';
import { optionsField, runIdOption, stepNameOption } from '../option-fields';

const modeTexts: Record<LoadMode, { name: string; description: string }> = {
  append: { name: 'Append', description: 'Add the rows to those that are there' },
  merge: { name: 'Merge', description: 'Replace rows that have the same keys, add the others' },
  replace: {
    name: 'Replace',
    description: 'All rows at once: readers see the old ones or the new ones, never a mixture',
  },
};

/** Which field goes where. */
const mappingFields: INodeProperties[] = [
  {
    displayName: 'Columns',
    name: 'mapping',
    type: 'options',
    options: [
      { name: 'By Name', value: 'byName', description: 'Each field goes into the column of its name' },
      {
        name: 'Map Each Column',
        value: 'byHand',
        description: 'Choose or compute what goes into each column',
      },
    ],
    default: 'byName',
  },
  {
    displayName: 'Map Columns',
    name: 'columnMapping',
    type: 'resourceMapper',
    noDataExpression: true,
    default: { mappingMode: 'defineBelow', value: null },
    required: true,
    typeOptions: {
      loadOptionsDependsOn: ['target.value'],
      resourceMapper: {
        resourceMapperMethod: 'getTargetColumns',
        mode: 'add',
        fieldWords: { singular: 'column', plural: 'columns' },
        addAllFields: true,
        multiKeyMatch: false,
        supportAutoMap: false,
        noFieldsError: 'The table is not there yet: its columns will be the fields of the dataset.',
      },
    },
    description: 'A field of the dataset, or an SQL expression over its fields, for each column',
    displayOptions: { show: { mapping: ['byHand'] } },
  },
];

/** What most loads do not need. */
const writeOptions = optionsField([
  {
    displayName: 'Create Missing Table',
    name: 'create',
    type: 'options',
    options: [
      { name: 'No, Fail', value: 'never' },
      { name: 'Yes, From the Schema', value: 'auto' },
    ],
    default: 'auto',
  },
  {
    displayName: 'Only Add to the Pipeline',
    name: 'onlyPlan',
    type: 'boolean',
    default: true,
    description:
      'Whether to load nothing now: the target is added to the pipeline, and ETL Run loads all its targets',
  },
  {
    displayName: 'Order By',
    name: 'orderBy',
    type: 'string',
    default: '',
    placeholder: 'e.g. origin, date',
    description: 'How a table that is created is sorted; the ORDER BY of ClickHouse',
  },
  {
    displayName: 'Partition By',
    name: 'partitionBy',
    type: 'string',
    default: '',
    placeholder: 'e.g. month(date)',
    description: 'A field of a table that is created, or a grain of one',
  },
  {
    displayName: 'Reject Limit',
    name: 'rejectLimit',
    type: 'number',
    typeOptions: { minValue: 0 },
    default: 0,
    description: 'More rejected rows than this fail the load. Any number is accepted without this option.',
  },
  runIdOption,
  stepNameOption,
]);

/** How rows come to those that are there. */
export const loadMode = (modes: LoadMode[], usual: LoadMode): INodeProperties => ({
  displayName: 'Mode',
  name: 'mode',
  type: 'options',
  options: [...modes].sort().map((value) => ({ value, ...modeTexts[value] })),
  default: usual,
});

/** The fields of Write, beside the table itself. */
export const writeFields = (modes: LoadMode[]): INodeProperties[] => [
  loadMode(modes, 'append'),
  {
    displayName: 'Keys',
    name: 'keys',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. origin, date',
    description: 'Fields that identify a row, separated by commas',
    displayOptions: { show: { mode: ['merge'] } },
  },
  ...mappingFields,
  writeOptions,
];

import type { INodeProperties } from 'n8n-workflow';

/** The collection at the end of a form: what most people leave alone. */
export const optionsField = (options: INodeProperties[]): INodeProperties => ({
  displayName: 'Options',
  name: 'options',
  type: 'collection',
  placeholder: 'Add option',
  default: {},
  options,
});

/** What a person may call the step in the pipeline. */
export const stepNameOption: INodeProperties = {
  displayName: 'Step Name',
  name: 'stepName',
  type: 'string',
  default: '',
  placeholder: 'e.g. delayed_flights',
  description:
    'What this step is called in the pipeline and in compiled code. The name of this node by default.',
};

/** The options of a node that only adds a step. */
export const stepOptions = optionsField([stepNameOption]);

/** What makes a repeated load the same load. */
export const runIdOption: INodeProperties = {
  displayName: 'Run ID',
  name: 'runId',
  type: 'string',
  default: '',
  placeholder: 'e.g. ={{ $now.toISODate() }}',
  description: 'The same ID again is the same load: it is done once',
};

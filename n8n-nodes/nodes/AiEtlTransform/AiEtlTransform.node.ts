import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { Call } from '../../runtime/call';
import { executeOperation, operationProperties } from '../../runtime/operation';
import { inReaderLanguage } from '../../runtime/russian';
import { methods } from './methods';
import { operations } from './transform';

export class AiEtlTransform implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Transform',
    name: 'aiEtlTransform',
    icon: { light: 'file:transform.svg', dark: 'file:transform.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + ($parameter["where"] ? ": " + $parameter["where"] : "") }}',
    description:
      'Filter, select, compute, aggregate, deduplicate, sort, mask or check a dataset; adds a step to the pipeline',
    defaults: { name: 'ETL Transform' },
    usableAsTool: undefined, // it works on a dataset that arrives, and an agent sends none
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    properties: operationProperties(operations, 'filter'),
  };

  methods = methods;

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeOperation(this, operations, (context, index) => new Call(context, index));
  }
}

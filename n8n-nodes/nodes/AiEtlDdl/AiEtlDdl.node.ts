import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { Call } from '../../runtime/call';
import { credentialsBySystem, systemField } from '../../runtime/credential-of-system';
import { executeOperation, operationProperties } from '../../runtime/operation';
import { inReaderLanguage } from '../../runtime/russian';
import { alter } from './actions/alter.operation';
import { create } from './actions/create.operation';

const operations = [alter, create];

export class AiEtlDdl implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL DDL',
    name: 'aiEtlDdl',
    icon: { light: 'file:ddl.svg', dark: 'file:ddl.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["operation"] + " " + $parameter["table"] }}',
    description:
      'CREATE and ALTER statements for PostgreSQL and ClickHouse, from a dataset and the advice for it',
    defaults: { name: 'ETL DDL' },
    usableAsTool: undefined, // it works on a dataset that arrives, and an agent sends none
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: credentialsBySystem(false),
    properties: [systemField('Where the table is to be'), ...operationProperties(operations, 'create')],
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeOperation(this, operations, (context, index) => new Call(context, index));
  }
}

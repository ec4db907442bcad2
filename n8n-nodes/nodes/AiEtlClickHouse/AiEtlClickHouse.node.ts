import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { outputsOfSystem, systemSubtitle } from '../../runtime/system/look';
import { credentialSystemNode } from '../../runtime/system/system-node';
import { inReaderLanguage } from '../../runtime/russian';

const node = credentialSystemNode('clickhouse', 'aiEtlClickHouseApi');

export class AiEtlClickHouse implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL ClickHouse',
    name: 'aiEtlClickHouse',
    icon: { light: 'file:clickhouse.svg', dark: 'file:clickhouse.dark.svg' },
    group: ['input'],
    version: 1,
    subtitle: systemSubtitle,
    description:
      'Read, query, profile and load ClickHouse tables; whole tables move as a stream, never as items',
    defaults: { name: 'ETL ClickHouse' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: outputsOfSystem,
    credentials: [{ name: 'aiEtlClickHouseApi', required: true, testedBy: 'testConnection' }],
    properties: node.properties,
  };

  methods = node.methods;

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return node.execute(this);
  }
}

import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { executeEach } from '../../runtime/operation';
import { testPortal } from '../../runtime/portal';
import { inReaderLanguage } from '../../runtime/russian';
import { properties } from './properties';
import { publishCall } from './publish';

export class AiEtlPublish implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Publish Pipeline',
    name: 'aiEtlPublish',
    icon: { light: 'file:publish.svg', dark: 'file:publish.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["message"] || "the newest version in the portal" }}',
    description:
      'Publish a pipeline to the Backstage portal, as its newest version; the same pipeline again changes nothing there',
    defaults: { name: 'ETL Publish Pipeline' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aiEtlPortalApi', required: true, testedBy: 'testPortal' }],
    properties,
  };

  methods = { credentialTest: { testPortal } };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeEach(this, publishCall);
  }
}

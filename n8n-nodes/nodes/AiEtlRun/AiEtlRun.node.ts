import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { optionalCredentials } from '../../runtime/credential-of-system';
import { executeEach } from '../../runtime/operation';
import { optionalPortal } from '../../runtime/portal';
import { inReaderLanguage } from '../../runtime/russian';
import { properties } from './properties';
import { run } from './run';

const credentials = [...optionalCredentials, optionalPortal];

export class AiEtlRun implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Run',
    name: 'aiEtlRun',
    icon: { light: 'file:run.svg', dark: 'file:run.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle:
      '={{ $parameter["pipelineFrom"] === "text" ? "the specification written here" : "the pipeline that arrives" }}',
    description: 'Run a pipeline here: all its targets are loaded, and each answers with its ledger',
    defaults: { name: 'ETL Run' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Loads', 'Rejected'],
    credentials,
    properties,
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeEach(this, run);
  }
}

import { Form, readReference, stepName, stepNameOfNode, type DatasetReference } from '@ai-etl/core';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { words } from './words';

/** One item's turn in a node: its parameters, its reference, and what the execution offers. */
export class Call extends Form {
  constructor(
    readonly context: IExecuteFunctions,
    readonly itemIndex: number,
  ) {
    super();
  }

  /** A parameter, expressions resolved for this item. */
  parameter<T>(name: string, fallback?: T): T {
    return this.context.getNodeParameter(name, this.itemIndex, fallback) as T;
  }

  /** What a resource locator points at, whichever way it was chosen. */
  located(name: string): string {
    const options = { extractValue: true };
    return String(this.context.getNodeParameter(name, this.itemIndex, '', options)).trim();
  }

  /** What arrives; nothing where no line ends. */
  input(inputIndex = 0): INodeExecutionData | undefined {
    return this.inputItems(inputIndex)[this.itemIndex];
  }

  private inputItems(inputIndex: number): INodeExecutionData[] {
    try {
      return this.context.getInputData(inputIndex);
    } catch {
      return []; // n8n tells in no other way that nothing is connected there
    }
  }

  /** The dataset reference that arrives. @throws `reference.not-a-reference` (input) */
  reference(inputIndex = 0, from = words().incomingItem): DatasetReference {
    return readReference(this.input(inputIndex)?.json.dataset, from);
  }

  /** The name of the step that this node adds: what the user says, or the name of the node on the canvas. */
  stepName(fallback?: string): string {
    const options = this.parameter<{ stepName?: string }>('options', {});
    if (options.stepName?.trim()) return stepName(options.stepName);
    return stepNameOfNode(this.context.getNode().name, fallback);
  }

  /** The workflow's name is the pipeline's name. */
  get pipeline(): string {
    return stepName(this.context.getWorkflow().name ?? '', 'pipeline');
  }

  /** Connections belong to the workflow, so that its nodes find them and others do not. */
  get owner(): string {
    return `workflow:${this.context.getWorkflow().id ?? 'unsaved'}`;
  }

  get nodeName(): string {
    return this.context.getNode().name;
  }

  get signal(): AbortSignal | undefined {
    return this.context.getExecutionCancelSignal();
  }
}

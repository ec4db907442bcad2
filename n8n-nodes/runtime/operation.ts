import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { Call } from './call';
import { errorJson, nodeError } from './node-error';
import { isTool, toolAnswer } from './tool-answer';

/** What a call gives: items of the first output, or of each output. */
export type Outcome = INodeExecutionData[] | { outputs: INodeExecutionData[][] };

/** One thing that a node can do: its fields, and its execution for one item. */
export interface Operation<C extends Call = Call> {
  value: string;
  name: string;
  /** As the node creator lists it. */
  action: string;
  description: string;
  properties: INodeProperties[];
  execute(call: C): Promise<Outcome>;
}

/** An item of JSON; whatever the core gives is made of plain values. */
export const item = (json: object, extra: Partial<INodeExecutionData> = {}): INodeExecutionData => ({
  json: json as IDataObject,
  ...extra,
});

/**
 * The operation selector and the fields of every operation. A field that several operations list, the very same
 * object, is shown for all of them. Collections of options come last.
 */
export function operationProperties(
  operations: Pick<Operation, 'value' | 'name' | 'action' | 'description' | 'properties'>[],
  first: string,
): INodeProperties[] {
  const shown = new Map<INodeProperties, string[]>();
  for (const { value, properties } of operations)
    for (const property of properties) shown.set(property, [...(shown.get(property) ?? []), value]);
  const selector: INodeProperties = {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    options: operations.map(({ name, value, action, description }) => ({ name, value, action, description })),
    default: first,
  };
  const fields = [...shown].map(([property, values]) => shownFor(property, values));
  const isLast = ({ type }: INodeProperties) => (type === 'collection' ? 1 : 0);
  return [selector, ...fields.sort((one, other) => isLast(one) - isLast(other))];
}

const shownFor = (property: INodeProperties, operations: string[]): INodeProperties => ({
  ...property,
  displayOptions: {
    ...property.displayOptions,
    show: { ...property.displayOptions?.show, operation: operations },
  },
});

/** Runs the chosen operation for each item. */
export function executeOperation<C extends Call>(
  context: IExecuteFunctions,
  operations: Operation<C>[],
  makeCall: (context: IExecuteFunctions, itemIndex: number) => C,
): Promise<INodeExecutionData[][]> {
  const chosen = context.getNodeParameter('operation', 0) as string;
  const operation = operations.find(({ value }) => value === chosen);
  return executePerItem(context, async (itemIndex) => {
    if (!operation) throw new Error(`there is no operation "${chosen}"`);
    return operation.execute(makeCall(context, itemIndex));
  });
}

/** Runs once for each item; an item that fails ends the node, or becomes an error item where the user asked for it. */
export async function executePerItem(
  context: IExecuteFunctions,
  work: (itemIndex: number) => Promise<Outcome>,
  count = context.getInputData().length,
): Promise<INodeExecutionData[][]> {
  const outputs: INodeExecutionData[][] = [[]];
  for (let itemIndex = 0; itemIndex < count; itemIndex++) {
    const outcome = await attempt(context, itemIndex, work);
    const made = Array.isArray(outcome) ? [outcome] : outcome.outputs;
    made.forEach((items, index) => {
      const paired = items.map((one) => ({ pairedItem: { item: itemIndex }, ...one }));
      outputs[index] = (outputs[index] ?? []).concat(paired);
    });
  }
  return isTool(context.getNode()) ? toolAnswer(outputs) : outputs;
}

async function attempt(
  context: IExecuteFunctions,
  itemIndex: number,
  work: (itemIndex: number) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await work(itemIndex);
  } catch (error) {
    if (context.continueOnFail()) return [item(errorJson(error))];
    throw nodeError(context.getNode(), error, itemIndex);
  }
}

/** Runs a node that has one thing to do, for each item. */
export const executeEach = (context: IExecuteFunctions, work: (call: Call) => Promise<Outcome>) =>
  executePerItem(context, (itemIndex) => work(new Call(context, itemIndex)));

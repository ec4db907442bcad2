import { printSpec, type DatasetReference } from '@ai-etl/core';
import type { INode, INodeExecutionData } from 'n8n-workflow';
import { words } from './words';

/** Whether an AI agent has called this node: n8n makes a twin of every node that may be a tool. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

/** What a model reads of one answer; a whole file of code still fits in it. */
const MOST_CHARACTERS = 16_000;
const MOST_OF_A_TEXT = 8_000;

/**
 * What an agent gets to read. n8n hands it the first output only, so all outputs stand there one after another; what a
 * model can do nothing with (handles, files) is left out, and so is what would not fit.
 */
export function toolAnswer(outputs: INodeExecutionData[][]): INodeExecutionData[][] {
  const items = outputs.flat().map(({ json, pairedItem }) => ({ json: readable(json), pairedItem }));
  let left = MOST_CHARACTERS;
  const shown = items.filter(({ json }) => (left -= JSON.stringify(json).length) >= 0);
  const hidden = items.length - shown.length;
  return [hidden > 0 ? [...shown, { json: { note: words().moreItems({ count: hidden }) } }] : shown];
}

/** A dataset reference as a model can use it: the pipeline to hand on, its fields and some rows. */
function readable({ dataset, profile: _large, ...json }: INodeExecutionData['json']) {
  const short = shorten(json) as INodeExecutionData['json'];
  if (!dataset) return short;
  const { fields, estimatedRows, preview, spec } = dataset as unknown as DatasetReference;
  const known = { specification: printSpec(spec), fields, estimatedRows, preview };
  return { ...short, ...(shorten(known) as INodeExecutionData['json']) };
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length > MOST_OF_A_TEXT ? `${value.slice(0, MOST_OF_A_TEXT)}…` : value;
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, shorten(entry)]),
  );
}

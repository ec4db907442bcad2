import { Document, isMap, isScalar, visit, YAMLMap, type Node, type Pair } from 'yaml';
import { z } from 'zod';
import { pipelineSpecSchema, stepSchema, type PipelineSpec, type PipelineSpecInput } from './pipeline-spec';

const lineWidth = 100;

/**
 * Prints a spec as people write it: YAML, keys in the order of the schema, defaults left out, a short step on one
 * line. What is printed reads back as the same spec.
 * @public
 */
export function printSpec(spec: PipelineSpecInput): string {
  const document = new Document(ordered(pipelineSpecSchema.parse(spec)));
  const top = document.contents as YAMLMap<Node, Node>;
  for (const pair of top.items as Pair<Node, Node>[]) layOut(keyText(pair), pair.value);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function ordered(spec: PipelineSpec): Record<string, unknown> {
  const steps = spec.steps.map((step) => written(shapeOf(step.kind), step));
  return { ...written(pipelineSpecSchema.shape, { ...spec, steps: [] }), steps };
}

const shapeOf = (kind: string) =>
  stepSchema.options.find((option) => option.shape.kind.value === kind)!.shape as z.core.$ZodShape;

/** What a step is comes before what feeds it. */
const leading = ['id', 'kind'];

/** Keys in the schema's order; a value that the schema would fill in anyway is left out. */
function written(shape: z.core.$ZodShape, value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    [...leading.filter((key) => key in shape), ...Object.keys(shape).filter((key) => !leading.includes(key))]
      .filter((key) => value[key] !== undefined && !isDefault(shape[key]!, value[key]))
      .map((key) => [key, value[key]]),
  );
}

function isDefault(schema: z.core.$ZodType, value: unknown): boolean {
  return schema instanceof z.ZodDefault && JSON.stringify(schema.def.defaultValue) === JSON.stringify(value);
}

const keyText = (pair: Pair<Node, Node>) => (isScalar(pair.key) ? String(pair.key.value) : '');

/** Steps, connections and parameters go one a line; other collections are short by nature. */
function layOut(key: string, value: Node | null): void {
  if (key === 'steps') for (const step of (value as YAMLMap).items as unknown as Node[]) inOneLine(step);
  else if (isMap(value) && (key === 'connections' || key === 'parameters'))
    for (const pair of value.items as Pair<Node, Node>[]) inOneLine(pair.value);
  else inOneLine(value);
}

/** Flow style for what fits on a line; what does not is opened, and its parts are tried again. */
function inOneLine(node: Node | null): void {
  if (!(node instanceof YAMLMap) && !isCollection(node)) return;
  if (fits(node)) return void (node.flow = true);
  for (const item of node.items as (Node | Pair<Node, Node>)[])
    inOneLine('value' in item && 'key' in item ? item.value : (item as Node));
}

const isCollection = (node: Node | null): node is YAMLMap => !!node && 'items' in node;

function fits(node: YAMLMap): boolean {
  let isShort = JSON.stringify(node.toJSON()).length <= lineWidth;
  visit(node, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && scalar.value.includes('\n')) isShort = false;
    },
  });
  return isShort;
}

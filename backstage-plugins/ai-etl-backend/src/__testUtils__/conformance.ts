import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { spec as document } from '../schema/openapi.generated';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document as object, 'document');

interface Operation {
  operationId: string;
  responses: Record<string, { content?: object; $ref?: string }>;
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Operation>).flatMap(([method, operation]) =>
    operation.operationId === undefined ? [] : [{ path, method, operation, pattern: patternOf(path) }],
  ),
);

/** What an answer has against the document; nothing where it is as the document says. */
export function objectionTo(method: string, path: string, status: number, body: unknown): string | undefined {
  const found = operations.find((one) => one.method === method && one.pattern.test(path.split('?')[0]!));
  if (!found) return `no operation ${method} ${path}`;
  const { responses } = found.operation;
  const said = String(status) in responses ? String(status) : 'default';
  if (said === 'default' && status < 400)
    return `${found.operation.operationId} does not say that it answers ${status}`;
  if (said !== 'default' && !responses[said]!.content) return undefined;
  const pointer =
    said === 'default'
      ? '#/components/responses/Problem/content/application~1json/schema'
      : `#/paths/${escaped(found.path)}/${method}/responses/${said}/content/application~1json/schema`;
  const holds = ajv.validate({ $ref: `document${pointer}` }, body);
  return holds ? undefined : `${found.operation.operationId} ${status}: ${ajv.errorsText()}`;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

const escaped = (path: string) => encodeURIComponent(path.replace(/~/g, '~0').replace(/\//g, '~1'));

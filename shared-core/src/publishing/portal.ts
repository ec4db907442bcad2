import type { z } from 'zod';
import type { AiEtlError } from '../errors';
import { publishingErrors } from './errors';
import {
  callerSchema,
  publishedSchema,
  type PortalCaller,
  type Publication,
  type Published,
} from './publication';

/** A portal and how to get in. @public */
export interface PortalAddress {
  /** Of its backend, such as `http://localhost:7007`. */
  url: string;
  token?: string;
  /** How long an answer may take, 30 s. */
  timeoutMs?: number;
}

/** Where a pipeline is published. @throws `publishing.bad-address` (input) @public */
export function publicationUrl({ url }: Pick<PortalAddress, 'url'>, pipeline: string): string {
  return `${baseOf(url)}/api/ai-etl/v1/pipelines/${encodeURIComponent(pipeline)}`;
}

/**
 * Publishes a pipeline to a portal. The same spec again changes nothing there.
 * @throws `publishing.*`; the portal then has what it had before
 * @public
 */
export async function publish(
  portal: PortalAddress,
  publication: Publication,
  signal?: AbortSignal,
): Promise<Published> {
  const pipeline = publication.spec.name;
  const body = JSON.stringify(publication);
  return ask(portal, {
    url: publicationUrl(portal, pipeline),
    pipeline,
    body,
    answers: publishedSchema,
    signal,
  });
}

/**
 * Asks a portal who the token belongs to: the test of an address and a token.
 * @throws `publishing.*`
 * @public
 */
export async function whoAmI(portal: PortalAddress, signal?: AbortSignal): Promise<PortalCaller> {
  const url = `${baseOf(portal.url)}/api/ai-etl/v1/whoami`;
  return ask(portal, { url, answers: callerSchema, signal });
}

/** What is asked of a portal, and the form of its answer. */
interface Question<T> {
  url: string;
  /** The pipeline that is published, by PUT. */
  pipeline?: string;
  body?: string;
  answers: z.ZodType<T>;
  signal?: AbortSignal;
}

async function ask<T>(portal: PortalAddress, question: Question<T>): Promise<T> {
  const { pipeline = '', body = '' } = question;
  const answer = await send(portal, question);
  const text = await answer.text();
  const asked: Asked = {
    address: baseOf(portal.url),
    pipeline,
    hasToken: Boolean(portal.token?.trim()),
    bytes: Buffer.byteLength(body),
  };
  if (!answer.ok) throw refusal(answer, text, asked);
  const read = question.answers.safeParse(jsonOf(text));
  if (!read.success)
    throw publishingErrors['not-a-portal']({ address: asked.address, answer: kindOf(answer) });
  return read.data;
}

/** What messages need. */
interface Asked {
  address: string;
  pipeline: string;
  hasToken: boolean;
  bytes: number;
}

async function send<T>(
  { url: address, token, timeoutMs = 30_000 }: PortalAddress,
  { url, body, signal }: Question<T>,
): Promise<Response> {
  const headers = { accept: 'application/json', ...authorization(token) };
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(url, {
      ...(body === undefined
        ? { headers }
        : { method: 'PUT', body, headers: { ...headers, 'content-type': 'application/json' } }),
      // A redirect leads to a page for people, and the token is not for whoever stands there.
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (cause) {
    signal?.throwIfAborted();
    const { name, cause: inner } = cause as Error & { cause?: { code?: string; message?: string } };
    const reason = timeout.aborted ? 'no answer in time' : (inner?.code ?? inner?.message ?? name);
    throw publishingErrors['portal-down']({ address: baseOf(address), reason }, { cause });
  }
}

/** fetch would quote a token that it cannot send. */
function authorization(token = ''): Record<string, string> {
  const trimmed = token.trim();
  if (trimmed === '') return {};
  if (!/^[\x21-\x7e]+$/.test(trimmed)) throw publishingErrors['bad-token'](undefined);
  return { authorization: `Bearer ${trimmed}` };
}

/** The address without what people copy along: a slash, the path of the API. */
function baseOf(url: string): string {
  const given = url.trim();
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '')
    throw publishingErrors['bad-address']({ address: given.replace(/\/\/[^/@]*@/, '//•••@') });
  return parsed.origin + parsed.pathname.replace(/\/+$/, '').replace(/\/api\/ai-etl$/, '');
}

/** Backstage says what is wrong as `{ error: { name, message } }`; what is said otherwise was said by somebody else. */
function refusal(answer: Response, text: string, asked: Asked): AiEtlError {
  const { status } = answer;
  const { address, pipeline, hasToken, bytes } = asked;
  const reason = saidIn(text);
  if (status === 401) return publishingErrors[hasToken ? 'token-refused' : 'token-missing']({ address });
  if (status === 403) return publishingErrors['not-allowed']({ address, pipeline });
  if (status === 413) return publishingErrors['too-large']({ address, pipeline, bytes });
  if (status === 408 || status === 429 || status >= 500)
    return publishingErrors['portal-down']({ address, reason: reason ?? `HTTP ${status}` });
  if (reason === undefined || status === 404 || status < 400)
    return publishingErrors['not-a-portal']({ address, answer: kindOf(answer) });
  return publishingErrors[status === 409 ? 'conflict' : 'spec-refused']({ address, pipeline, reason });
}

const kindOf = ({ ok, status, headers }: Response) =>
  headers.get('content-type')?.includes('html') && ok ? 'a web page' : `HTTP ${status}`;

function saidIn(text: string): string | undefined {
  const { error } = (jsonOf(text) ?? {}) as { error?: { message?: unknown } };
  return typeof error?.message === 'string' ? error.message.slice(0, 1_000) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

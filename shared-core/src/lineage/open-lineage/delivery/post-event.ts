import type { AiEtlError } from '../../../errors';
import { lineageErrors } from '../../errors';

/** Where events go. @internal */
export interface Receiver {
  url: string;
  token?: string;
  timeoutMs: number;
}

/** What became of an event: `later` keeps it, `never` gives it up. @internal */
export type Posted =
  | { kind: 'taken' }
  | { kind: 'later'; error: AiEtlError; isHopeless: boolean; waitMs: number }
  | { kind: 'never'; error: AiEtlError };

/** Posts one event, already printed. Never throws. @internal */
export async function postEvent(
  { url, token, timeoutMs }: Receiver,
  body: string,
  signal: AbortSignal,
): Promise<Posted> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body,
      // A redirect would carry the event, as a GET, to where nobody sent it.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    // The connection is used again once the answer has been read.
    const text = await answer.text();
    return judge(answer, text, { address: addressOf(url), hasToken: Boolean(token), body });
  } catch (error) {
    return later(lineageErrors['address-down']({ address: addressOf(url), reason: reasonOf(error) }));
  }
}

/** An address as messages may show it. @internal */
export function addressOf(url: string): string {
  if (!URL.canParse(url)) return url.replace(/\/\/[^/@]*@/, '//•••@').replace(/\?.*$/, '');
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

const later = (error: AiEtlError, isHopeless = false, waitMs = 0): Posted => ({
  kind: 'later',
  error,
  isHopeless,
  waitMs,
});

function judge(
  answer: Response,
  text: string,
  { address, hasToken, body }: { address: string; hasToken: boolean; body: string },
): Posted {
  const { status, headers } = answer;
  const isHtml = headers.get('content-type')?.includes('html') === true;
  if (answer.ok)
    return isHtml
      ? later(lineageErrors['address-odd']({ address, answer: 'a web page' }), true)
      : { kind: 'taken' };
  if (status === 401 || status === 403)
    return later(lineageErrors['token-refused']({ address, status, hasToken }), true);
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return later(
      lineageErrors['address-down']({ address, reason: `HTTP ${status}` }),
      false,
      waitOf(headers.get('retry-after')),
    );
  if (isHtml || status < 400 || status === 404 || status === 405 || status === 410)
    return later(lineageErrors['address-odd']({ address, answer: `HTTP ${status}` }), true);
  const reason = text.replace(/\s+/g, ' ').slice(0, 300) || 'no reason given';
  return {
    kind: 'never',
    error: lineageErrors['event-refused']({ address, status, event: nameOf(body), reason }),
  };
}

const waitOf = (retryAfter: string | null) => Math.min(Number(retryAfter) || 0, 300) * 1000;

function nameOf(body: string): string {
  const { eventType, job } = JSON.parse(body) as { eventType?: string; job?: { name?: string } };
  return `${eventType} of "${job?.name}"`;
}

/** The cause says it best: `ECONNREFUSED`. The text of the error itself may quote a token that cannot be sent. */
function reasonOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'no answer in time';
  if (name === 'AbortError') return 'no answer yet';
  return cause?.code ?? cause?.message ?? name;
}

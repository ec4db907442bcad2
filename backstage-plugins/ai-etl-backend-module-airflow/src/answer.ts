import { airflowErrors } from './errors';
import type { AirflowSettings } from './settings';

/** An answer of the HTTP API that was read: JSON, or nothing where there is nothing at the address. */
export interface Answer {
  status: number;
  /** Absent when the answer is 404, whatever its body is. */
  json?: unknown;
}

/**
 * Asks, and tells apart what can come back instead of an answer.
 * @throws errors of `airflow.*`, which name the Airflow and carry no secret; 401 is left to the caller
 */
export async function ask(settings: AirflowSettings, path: string, init: RequestInit): Promise<Answer> {
  const { name, url } = settings;
  const { status, headers, text } = await received(settings, path, init);
  if (status === 404 || status === 401) return { status };
  if (status === 403) throw airflowErrors['not-allowed']({ name, url });
  const said = headline(text);
  if (status >= 500) throw airflowErrors.failed({ name, url, status, said });
  const isJson = /json/.test(headers.get('content-type') ?? '');
  if (status >= 300 || !isJson) {
    const where = headers.get('location');
    throw airflowErrors['not-airflow']({
      name,
      url,
      status,
      said: where ? `→ ${withoutQuery(where)}` : said,
    });
  }
  try {
    return { status, json: JSON.parse(text) };
  } catch (error) {
    throw airflowErrors['broken-answer']({ name, url, reason: (error as Error).message }, { cause: error });
  }
}

async function received({ name, url }: AirflowSettings, path: string, init: RequestInit) {
  try {
    // A redirect leads to a login page; following it would end in HTML that says less.
    const { status, headers, ...response } = await fetched(`${url}${path}`, { ...init, redirect: 'manual' });
    return { status, headers, text: response.text };
  } catch (error) {
    if (init.signal?.aborted) throw airflowErrors.slow({ name, url }, { cause: error });
    throw airflowErrors.unreachable({ name, url, reason: reasonOf(error as Error) }, { cause: error });
  }
}

async function fetched(url: string, init: RequestInit) {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** A code where there is one: `fetch failed` says nothing. */
function reasonOf(error: Error): string {
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}

const longestHeadline = 120;

/** What a person would read first: the title of a page, the detail of Airflow's own errors, else the beginning. */
function headline(text: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1];
  const detail = /"detail"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  return (title ?? detail ?? text).replace(/\s+/g, ' ').trim().slice(0, longestHeadline);
}

const withoutQuery = (address: string) => address.split('?')[0]!.slice(0, longestHeadline);

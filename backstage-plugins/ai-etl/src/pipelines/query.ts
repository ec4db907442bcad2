import type { RunState } from '@ai-etl/backstage-plugin-ai-etl-common';

const SORTS = ['name', 'updatedAt', 'lastRunAt', 'owner', 'status', 'duration', 'rows'] as const;
const FILTERS = ['owner', 'tag', 'system', 'status'] as const;

/** What the list asks for; all of it lives in the address, so a view can be sent to a colleague. */
export interface PipelineQuery {
  search?: string;
  owner?: string;
  tag?: string;
  system?: string;
  status?: RunState;
  sort: (typeof SORTS)[number];
  order: 'asc' | 'desc';
  limit: number;
  offset: number;
}

/** The filters one can choose from. */
export type PipelineFilter = (typeof FILTERS)[number];

export const PAGE_SIZE = 25;

/** Reads the address; what it does not know it ignores. */
export function queryOf(search: URLSearchParams): PipelineQuery {
  const word = (key: string) => search.get(key)?.trim() || undefined;
  const whole = (key: string, fallback: number) =>
    Math.max(0, Number.parseInt(search.get(key) ?? '', 10) || fallback);
  return {
    search: word('search'),
    owner: word('owner'),
    tag: word('tag'),
    system: word('system'),
    status: word('status') as RunState | undefined,
    sort: SORTS.find((sort) => sort === word('sort')) ?? 'name',
    order: word('order') === 'desc' ? 'desc' : 'asc',
    limit: Math.min(whole('limit', PAGE_SIZE), 100),
    offset: whole('offset', 0),
  };
}

/** The address with a change; a change of what is listed begins at the first page. */
export function withChange(
  search: URLSearchParams,
  change: Record<string, string | undefined>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  if (!('offset' in change)) next.delete('offset');
  for (const [key, value] of Object.entries(change)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return next;
}

/** Whether anything narrows the list. */
export function isNarrowed(query: PipelineQuery): boolean {
  return Boolean(query.search) || FILTERS.some((filter) => query[filter]);
}

/** The address without anything that narrows the list. */
export function withoutFilters(search: URLSearchParams): URLSearchParams {
  return withChange(search, {
    search: undefined,
    ...Object.fromEntries(FILTERS.map((filter) => [filter, undefined])),
  });
}

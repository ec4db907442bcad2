import type { AiEtlClient, LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { aiEtlApiRef } from '../api';
import { useRemote, type Remote } from '../presentation/useRemote';
import type { LineageView } from './address';
import { focusOf, type Focus } from './focus';
import { mergeGraphs } from './merge';

const MOST_NODES = 2000;

/** The graph of a view: around its focus, and the neighbours that were opened. */
export function useLineage(view: LineageView): Remote<LineageGraph> {
  const api = useApi(aiEtlApiRef);
  const { focus, direction, depth, opened, at } = view;
  const key = focus && JSON.stringify([focus, direction, depth, opened, at]);
  return useRemote(key, async () =>
    mergeGraphs(
      await Promise.all([
        around(api, focus!, { direction, depth, at }),
        // A neighbour may be gone by the time a link is followed; the rest is still worth showing.
        ...opened.map((id) => around(api, focusOf(id), { direction: 'both', depth: 1, at }).catch(() => NOTHING)),
      ]),
    ),
  );
}

const NOTHING: LineageGraph = { nodes: [], edges: [], columnEdges: [], truncated: false };

async function around(
  api: AiEtlClient,
  focus: Focus,
  bounds: Pick<LineageView, 'direction' | 'depth' | 'at'>,
): Promise<LineageGraph> {
  const { data } = await api.GET('/v1/lineage', {
    params: { query: { [focus.type]: focus.id, ...bounds, columns: true, maxNodes: MOST_NODES } },
  });
  return data!;
}

import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { viewOf, withView, type LineageView } from './address';
import type { Focus } from './focus';

/** The view in the address; a page about one thing gives the focus itself. */
export function useView(fixed: Focus | undefined): [LineageView, (change: Partial<LineageView>) => void] {
  const [search, setSearch] = useSearchParams();
  const view = useMemo(() => ({ ...viewOf(search), ...(fixed && { focus: fixed }) }), [search, fixed]);
  const change = useCallback(
    (part: Partial<LineageView>) =>
      setSearch((before) => withView(before, part), { replace: !('focus' in part) }),
    [setSearch],
  );
  return [view, change];
}

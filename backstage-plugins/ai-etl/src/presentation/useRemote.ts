import { useCallback, useEffect, useRef, useState } from 'react';

/** What an answer is while it is on its way, when it came, and when it did not. */
export interface Remote<T> {
  value?: T;
  error?: Error;
  /** Nothing to show yet. */
  loading: boolean;
  /** A newer answer is on its way; the old one is still shown. */
  refreshing: boolean;
  reload(): void;
}

/**
 * Asks when `key` changes and keeps the last answer until the next one is there, so that pages do not blink.
 * An answer that was overtaken is dropped.
 */
export function useRemote<T>(key: string | undefined, ask: () => Promise<T>): Remote<T> {
  const [state, setState] = useState<{ key?: string; value?: T; error?: Error }>({});
  const [turn, setTurn] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (key === undefined) return undefined;
    let overtaken = false;
    latest
      .current()
      .then((value) => !overtaken && setState({ key, value }))
      .catch((error) => !overtaken && setState({ key, error }));
    return () => {
      overtaken = true;
    };
  }, [key, turn]);
  const reload = useCallback(() => setTurn((count) => count + 1), []);
  const current = state.key === key;
  return {
    value: state.value,
    error: current ? state.error : undefined,
    loading: key !== undefined && state.value === undefined && !(current && state.error),
    refreshing: key !== undefined && !current,
    reload,
  };
}

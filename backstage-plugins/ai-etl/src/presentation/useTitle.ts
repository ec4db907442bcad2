import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect } from 'react';

/** Names the page in the browser's tabs, bookmarks and history. */
export function useTitle(title: string): void {
  const app = useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  useEffect(() => {
    document.title = `${title} | ${app}`;
  }, [title, app]);
}

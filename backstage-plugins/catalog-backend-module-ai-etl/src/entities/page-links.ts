import type { RootConfigService } from '@backstage/backend-plugin-api';

/** Addresses of the portal's pages. */
export interface PageLinks {
  pipeline(name: string): string;
  dataset(id: string): string;
}

/** Reads where the portal is, and where in it AI-ETL's pages are. */
export function readPageLinks(config: RootConfigService): PageLinks {
  const portal = config.getString('app.baseUrl').replace(/\/+$/, '');
  const path = config.getOptionalString('aiEtl.pagePath') ?? '/ai-etl';
  const pages = [portal, ...path.split('/').filter(Boolean)].join('/');
  return {
    pipeline: (name) => `${pages}/pipelines/${encodeURIComponent(name)}`,
    dataset: (id) => `${pages}/datasets/${encodeURIComponent(id)}`,
  };
}

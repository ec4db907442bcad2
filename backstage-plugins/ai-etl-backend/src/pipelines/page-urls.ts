import type { RootConfigService } from '@backstage/backend-plugin-api';

/** Gives addresses of pipelines' pages, where the configuration says where the portal and AI-ETL's pages in it are. */
export function pageUrls(config: RootConfigService): (pipeline: string) => string | undefined {
  const portal = config.getOptionalString('app.baseUrl')?.replace(/\/+$/, '');
  if (portal === undefined) return () => undefined;
  const path = config.getOptionalString('aiEtl.pagePath') ?? '/ai-etl';
  const pages = [portal, ...path.split('/').filter(Boolean)].join('/');
  return (pipeline) => `${pages}/pipelines/${encodeURIComponent(pipeline)}`;
}

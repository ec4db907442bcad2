import type { HumanDuration } from '@backstage/types';

export interface Config {
  aiEtl?: {
    /** Where in the portal AI-ETL's pages are, for links from the catalog. The default is /ai-etl. */
    pagePath?: string;
    catalog?: {
      /**
       * How long to rest between two rounds through the whole store. Changes of pipelines do not wait for it; it
       * finds datasets that went away and events that were lost. The default is ten minutes.
       */
      fullRoundEvery?: HumanDuration | string;
      /**
       * Entity ref of the user or group that owns in the catalog what names no owner, as pipelines from n8n's canvas.
       * Without it the group "Owner unknown" does. Who may change a pipeline does not depend on it.
       */
      defaultOwner?: string;
    };
  };
}

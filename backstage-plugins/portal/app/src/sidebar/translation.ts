import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Texts of the sidebar. */
export const sidebarTranslationRef = createTranslationRef({
  id: 'portal.sidebar',
  messages: {
    pipelines: 'Pipelines',
    datasets: 'Datasets',
    lineage: 'Lineage',
    catalog: 'Catalog',
    create: 'Create',
    search: 'Search',
    settings: 'Settings',
    menu: 'Menu',
    product: 'AI-ETL portal',
  },
  translations: { ru: () => import('./translation-ru') },
});

import { createFrontendModule, PageBlueprint } from '@backstage/frontend-plugin-api';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { Navigate } from 'react-router-dom';
import { PortalSidebar } from './sidebar/PortalSidebar';

/** People come for pipelines; the catalog is one click away. */
const home = PageBlueprint.make({
  name: 'home',
  params: { path: '/', noHeader: true, loader: async () => <Navigate to="/ai-etl" replace /> },
});

/** What makes an app of plugins this portal. */
export const portalModule = createFrontendModule({
  pluginId: 'app',
  extensions: [home, NavContentBlueprint.make({ params: { component: PortalSidebar } })],
});

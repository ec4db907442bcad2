import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { portalModule } from './portal';

/** Plugins are found by the dependencies of package.json; see `app.packages` in app-config.yaml. */
export default createApp({ features: [catalogPlugin, portalModule] });

import { createBackend } from '@backstage/backend-defaults';
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@ai-etl/backstage-plugin-ai-etl-backend'));
backend.add(import('@ai-etl/backstage-plugin-permission-backend-module-ai-etl'));
backend.start();

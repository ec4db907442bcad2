import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-incremental-ingestion'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitlab'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

backend.add(import('@ai-etl/backstage-plugin-ai-etl-backend'));
backend.add(import('@ai-etl/backstage-plugin-ai-etl-backend-module-airflow'));
backend.add(import('@ai-etl/backstage-plugin-catalog-backend-module-ai-etl'));
backend.add(import('@ai-etl/backstage-plugin-permission-backend-module-ai-etl'));
backend.add(import('@ai-etl/backstage-plugin-scaffolder-backend-module-ai-etl'));

backend.start();

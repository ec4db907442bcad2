import { goldenSuite } from '../testing/golden';

goldenSuite('n8n', { n8n: { language: 'en' } });

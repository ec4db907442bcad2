import { createAiEtlClient } from '@ai-etl/backstage-plugin-ai-etl-common';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { aiEtlApiRef } from '../api';
import { flightsDataset, flightsPipeline } from '../__testUtils__/answers';
import { flightsGraph } from '../__testUtils__/graphs';
import { entityExtensions } from './extensions';
import { TAB_TITLES, tabTitle, type TabName } from './titles';

jest.setTimeout(30_000);

const answers = {
  '/code': { files: [], refusals: [] },
  '/v1/pipelines/': flightsPipeline,
  '/v1/datasets/': flightsDataset,
  '/v1/lineage': flightsGraph,
};
const client = createAiEtlClient({
  baseUrl: 'http://api.test',
  fetch: (async (request: Request) => {
    const answer = Object.entries(answers).find(([path]) => request.url.includes(path))?.[1];
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  }) as unknown as typeof fetch,
});

const pageOf = (kind: string, type: string, annotations: Record<string, string>) => {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'slug', annotations },
    spec: { type },
  };
  return renderTestApp({
    extensions: [createTestEntityPage({ entity }), ...entityExtensions],
    apis: [[aiEtlApiRef, client]],
  });
};

describe('entity pages', () => {
  it('show a pipeline by the name that its annotation holds', async () => {
    await pageOf('Component', 'data-pipeline', { 'ai-etl.io/pipeline': 'delayed-flights' });
    expect(await screen.findByRole('link', { name: 'Open pipeline' })).toHaveAttribute(
      'href',
      '/ai-etl/pipelines/delayed-flights',
    );
    expect(screen.queryByText(/ai-etl.io\/dataset-id/)).not.toBeInTheDocument();
  });

  it('show a dataset by its id', async () => {
    await pageOf('Resource', 'dataset', { 'ai-etl.io/dataset-id': 'flights' });
    expect(await screen.findByRole('link', { name: 'Open dataset' })).toHaveAttribute(
      'href',
      '/ai-etl/datasets/flights',
    );
  });

  it('say which annotation is missing', async () => {
    await pageOf('Component', 'data-pipeline', {});
    expect((await screen.findAllByText(/Add the annotation ai-etl.io\/pipeline/))[0]).toBeInTheDocument();
  });

  it('name their tabs in the language that the app starts with', () => {
    const started = (language: string) => ({ get: () => ({ getLanguage: () => ({ language }) }) }) as never;
    const tabs = Object.keys(TAB_TITLES) as TabName[];
    expect(tabs.map((tab) => tabTitle(tab, started('ru')))).toEqual([
      'Конвейер',
      'Запуски',
      'Версии',
      'Набор данных',
      'Происхождение',
    ]);
    expect(tabTitle('runs', started('de'))).toBe('Runs');
  });
});

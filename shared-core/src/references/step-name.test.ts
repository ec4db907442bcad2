import { freeName, stepName } from './step-name';

test.each([
  ['Read flights (raw)', 'read_flights_raw'],
  ['Рейсы с задержкой', 'рейсы_с_задержкой'],
  ['2024 orders', 'step_2024_orders'],
  ['  --  ', 'step'],
  ['analytics.orders', 'analytics_orders'],
])('%s becomes %s', (text, name) => expect(stepName(text)).toBe(name));

test('a taken name gets the first free number', () => {
  expect(freeName('flights', ['flights', 'flights_2'])).toBe('flights_3');
});

import { RateLimit } from './RateLimit';

it('lets a burst through, then the rate, for each caller by itself', () => {
  let now = 0;
  const limit = new RateLimit(2, () => now);
  const taken = (who: string) => {
    try {
      limit.take(who);
      return true;
    } catch {
      return false;
    }
  };
  const many = (who: string) => Array.from({ length: 30 }, () => taken(who)).filter(Boolean).length;
  expect(many('airflow')).toBe(20);
  expect(() => limit.take('airflow')).toThrow(
    expect.objectContaining({ code: 'portal.too-fast', kind: 'transient' }),
  );
  expect(many('n8n')).toBe(20);
  now = 1000;
  expect(many('airflow')).toBe(2);
  now = 1_000_000;
  expect(many('airflow')).toBe(20);
});

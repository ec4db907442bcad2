import { decimal, simple, timestamp } from '../schema';
import type { DatasetAdvice } from '../advice';
import type { ColumnProfile, DatasetProfile } from '../profiling';
import { dataAnalysisReport, renderReport, reportFormats, type ReportFormat } from '.';

const column = (parts: Partial<ColumnProfile> & Pick<ColumnProfile, 'name' | 'type'>): ColumnProfile => ({
  inference: { value: 'string', confidence: 1 },
  nulls: 0,
  nullShare: 0,
  distinct: 3,
  distinctExact: true,
  unique: false,
  top: [],
  warnings: [],
  ...parts,
});

const hostile = '<script>alert("x")</script> | *bold* `code`';
const profile: DatasetProfile = {
  dataset: 'заказы.csv',
  rows: 1234567,
  sizeBytes: 98_765_432,
  columns: [
    column({
      name: 'сумма',
      type: decimal(12, 2),
      nulls: 617,
      nullShare: 617 / 1234567,
      distinct: 90210,
      distinctExact: false,
      minimum: '0.05',
      maximum: '99999.10',
      mean: 512.25,
      standardDeviation: 80.5,
      quantiles: { '0.5': '480.00' },
      histogram: [
        { from: '0', to: '50000', count: 1200000 },
        { from: '50000', to: '100000', count: 34567 },
      ],
      inference: {
        value: 'decimal(12,2)',
        confidence: 0.99,
        runnerUp: { value: 'float64', confidence: 0.5 },
        decidedBy: {
          row: 17,
          value: '0,10',
          why: { en: 'two digits behind the comma throughout', ru: 'везде две цифры после запятой' },
        },
      },
    }),
    column({
      name: 'создан',
      type: timestamp(false),
      minimum: '2024-01-01',
      maximum: '2024-12-31',
      histogram: [
        { from: '2024-01-01', to: '2024-07-01', count: 5 },
        { from: '2024-07-01', to: '2025-01-01', count: 7 },
      ],
      grain: { unit: 'day', confidence: 0.9, gaps: 2 },
    }),
    column({
      name: 'note',
      type: simple('string'),
      top: [
        { value: hostile, count: 40 },
        { value: 'да', count: 2 },
      ],
      warnings: [{ code: 'mixed', en: 'mixed formats', ru: 'смешанные форматы' }],
    }),
  ],
  keys: [
    {
      fields: ['номер', 'строка'],
      confidence: 0.98,
      evidence: { en: '1234567 of 1234567 pairs differ', ru: 'все 1234567 пар различны' },
    },
  ],
  timeFields: ['создан'],
  schema: { fields: [] },
  rejected: 3,
  seconds: 2.5,
};
const advice: DatasetAdvice = {
  dataset: 'заказы.csv',
  storage: {
    recommendation: 'clickhouse',
    title: { en: 'ClickHouse', ru: 'ClickHouse' },
    score: 0.9,
    reasons: [{ en: '1.2 M rows that only grow.', ru: '1,2 млн строк, которые только прибывают.' }],
    evidence: [{ what: { en: 'rows', ru: 'строк' }, value: 1234567 }],
    alternatives: [
      {
        recommendation: 'postgresql',
        title: { en: 'PostgreSQL', ru: 'PostgreSQL' },
        score: 0.6,
        why: { en: 'scans are slower', ru: 'чтение подряд медленнее' },
      },
    ],
  },
  partitioning: {
    postgresql: {
      recommendation: null,
      title: { en: 'none', ru: 'не нужны' },
      score: 0.8,
      reasons: [],
      evidence: [],
      alternatives: [],
    },
    clickhouse: {
      recommendation: { field: 'создан', grain: 'month', partitions: 12 },
      title: { en: 'by month', ru: 'по месяцам' },
      score: 0.8,
      reasons: [],
      evidence: [],
      alternatives: [],
    },
  },
  indexes: { postgresql: [], clickhouse: [] },
};
const analysis = {
  profile,
  advice,
  ddl: { clickhouse: ['CREATE TABLE t (a Int32) ENGINE = MergeTree ORDER BY a'] },
};
const render = async (format: ReportFormat, language: 'en' | 'ru') =>
  (await renderReport(dataAnalysisReport(analysis, { language, generatedAt: '2026-11-21 10:00' }), format))
    .text;

describe('the data-analysis report', () => {
  it.each(reportFormats)('is the same bytes for the same input as %s', async (format) => {
    expect(await render(format, 'ru')).toBe(await render(format, 'ru'));
  });

  it('is one HTML file that reaches for nothing outside and runs nothing', async () => {
    const html = await render('html', 'en');
    expect(html).not.toMatch(/<script|<link|<img|\b(?:src|href)="(?!#)|url\(/);
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(html.match(/<svg/g)).toHaveLength(4);
    expect(html).toContain('<html lang="en">');
  });

  it('speaks Russian, with Russian numbers', async () => {
    const html = await render('html', 'ru');
    expect(html).toContain('Анализ данных: заказы.csv');
    expect(html).toContain('1\u00a0234\u00a0567');
    expect(html).toContain('98,8 МБ');
    expect(html).toContain('смешанные форматы');
    expect(html).toContain('1,2 млн строк, которые только прибывают.');
    expect(html).not.toContain('undefined');
  });

  it('says how a file was read, and why, where that had to be found out', async () => {
    const inference = (value: string, en: string, ru: string, seen?: string) => ({
      value,
      confidence: 0.85,
      decidedBy: { value: seen, why: { en, ru } },
    });
    const dialect = {
      delimiter: inference('\t', 'tab makes 6 fields', 'табуляция даёт полей: 6'),
      end: inference('94', 'a row of totals', 'строка итогов', 'Итого 36 015,00'),
    };
    const read = { ...analysis, profile: { ...profile, dialect } };
    const document = dataAnalysisReport(read, { language: 'ru', generatedAt: '2026-11-21 10:00' });
    const text = (await renderReport(document, 'markdown')).text.replaceAll('\u00a0', ' ');
    expect(text).toContain('## Как прочитан файл');
    expect(text).toContain('| Разделитель | табуляция | 85 % | табуляция даёт полей: 6 |');
    expect(text).toContain('| Последняя строка таблицы | 94 | 85 % | строка итогов: «Итого 36 015,00» |');
    expect(await render('markdown', 'ru')).not.toContain('Как прочитан файл');
  });

  it('does not round a small share of missing values to nothing', async () => {
    expect(await render('markdown', 'en')).toContain('Missing: **\\< 0.1%**');
  });

  it('names the row that decided a type', async () => {
    expect(await render('markdown', 'en')).toContain(
      'decimal(12,2) rather than float64: two digits behind the comma throughout (row 17)',
    );
  });

  it('keeps hostile values from becoming Markdown', async () => {
    const markdown = await render('markdown', 'en');
    expect(markdown).toContain('\\<script\\>alert("x")\\</script\\> \\| \\*bold\\* \\`code\\`');
  });

  it('gives the document itself as JSON', async () => {
    const document = JSON.parse(await render('json', 'en')) as { kind: string; sections: { id: string }[] };
    expect(document.kind).toBe('data-analysis');
    expect(document.sections.map(({ id }) => id)).toEqual([
      'overview',
      'warnings',
      'advice',
      'keys',
      'columns',
      'ddl',
    ]);
  });

  it('refuses a format that it does not have and names those it has', async () => {
    await expect(
      renderReport(dataAnalysisReport(analysis, { language: 'en' }), 'docx' as ReportFormat),
    ).rejects.toMatchObject({
      code: 'report.unknown-format',
      message: expect.stringContaining('html, markdown, json') as string,
    });
  });
});

test('names, types and numbers in a table are not broken in the middle, long cells are', async () => {
  const html = await render('html', 'en');
  expect(html).toContain('<td class="whole">decimal(12,2)</td>');
  expect(html).toMatch(/<td>&lt;script&gt;/);
});

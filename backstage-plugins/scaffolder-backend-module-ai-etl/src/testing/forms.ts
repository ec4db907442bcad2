const target = { connection: 'warehouse', system: 'clickhouse', object: 'analytics.made' };

/** What a person fills in, by template; without the repository's page. */
export const forms: Record<string, object> = {
  'file-to-warehouse': {
    name: 'рейсы-в-хранилище',
    description: 'Рейсы для отчёта о задержках',
    source: { connection: 'files', system: 'file', object: 'flights.csv' },
    where: 'delay > 15',
    target,
    mode: 'replace',
    schedule: { cron: '0 6 * * *', timezone: 'Europe/Moscow' },
  },
  'postgres-to-clickhouse-nightly-merge': {
    name: 'orders-nightly',
    owner: 'group:default/analytics',
    source: { connection: 'app', system: 'postgresql', object: 'public.orders' },
    keys: ['id'],
    cursor: 'updated_at',
    target,
    schedule: { cron: '0 2 * * *', timezone: 'UTC' },
  },
  'pipeline-repository-from-a-sentence': {
    sentence: {
      text: 'Прочитай flights.csv, оставь строки, где delay больше 15, посчитай количество по origin и загрузи в ClickHouse таблицу analytics.delayed',
      connections: ['files', 'warehouse'],
    },
  },
};

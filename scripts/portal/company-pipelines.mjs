/** What the pipelines of the sample company do, and how they fare. */

export const daily = 86_400_000;
const hourly = 3_600_000;

const integer = { kind: 'integer', bits: 64, signed: true };
const float = { kind: 'float', bits: 64 };
const text = { kind: 'string' };
const date = { kind: 'date' };
/** Fields of everything that is read, as the connections would tell. */
const datasets = {
  'shop:public.orders': { id: integer, customer_id: integer, placed_on: date, amount: float, status: text },
  'shop:public.refunds': { order_id: integer, refunded: float, reason: text },
  'files:crm/customers.csv': { id: integer, email: text, region: text, segment: text },
  'files:bank/payments.csv': { order_id: integer, paid: float, fee: float, paid_on: date },
  'files:ads/spend.csv': { day: date, region: text, channel: text, spend: float },
  'shop:public.stock': { sku: text, region: text, on_hand: integer, reserved: integer },
  'warehouse:staging.orders': { id: integer, customer_id: integer, placed_on: date, amount: float },
  'warehouse:staging.customers': { id: integer, region: text, segment: text },
  'warehouse:staging.payments': { order_id: integer, paid: float, fee: float },
  'warehouse:marts.revenue_daily': { region: text, placed_on: date, revenue: float, orders: integer },
  'warehouse:marts.ad_spend_daily': { region: text, day: date, spend: float },
};

/** The schemas that a spec's sources ask for. */
export const schemasOf = (spec) =>
  Object.fromEntries(
    [...spec.matchAll(/kind: source, connection: (\w+), object: ([^ ]+) /g)].map(([, connection, object]) => {
      const fields = Object.entries(datasets[`${connection}:${object}`]);
      return [
        `${connection}:${object}`,
        { fields: fields.map(([name, type]) => ({ name, type, nullable: name !== 'id' })) },
      ];
    }),
  );

const systems = { shop: 'postgresql', files: 'file', warehouse: 'clickhouse' };

/** @param parts - name, description, owner, tags, cron and the lines of the steps */
function specOf({ name, description, owner, tags, cron, steps }) {
  const used = Object.keys(systems).filter((connection) =>
    steps.join().includes(`connection: ${connection},`),
  );
  return [
    'apiVersion: ai-etl/v1',
    `name: ${name}`,
    `description: ${JSON.stringify(description)}`,
    `owner: ${owner}`,
    `tags: [${tags}]`,
    `schedule: { cron: "${cron}", timezone: Europe/Moscow }`,
    'connections:',
    ...used.map((connection) => `  ${connection}: { system: ${systems[connection]} }`),
    'steps:',
    ...steps.map((step) => `  - { ${step} }`),
    '',
  ].join('\n');
}

const source = (id, connection, object) =>
  `id: ${id}, kind: source, connection: ${connection}, object: ${object} `;
const target = (input, object) =>
  `id: mart, kind: target, input: ${input}, connection: warehouse, object: ${object}, mode: replace`;

const revenue = (condition) =>
  specOf({
    name: 'revenue-daily',
    description: 'What was really earned, by day and region: orders less fees',
    owner: 'finance',
    tags: ['finance', 'certified'],
    cron: '0 6 * * *',
    steps: [
      source('orders', 'warehouse', 'staging.orders'),
      source('customers', 'warehouse', 'staging.customers'),
      source('payments', 'warehouse', 'staging.payments'),
      'id: placed, kind: join, left: orders, right: customers, type: left, on: { customer_id: id }',
      'id: paid, kind: join, left: placed, right: payments, type: inner, on: { id: order_id }',
      `id: real, kind: filter, input: paid, where: "${condition}"`,
      'id: by_day, kind: aggregate, input: real, by: [region, placed_on], measures: { revenue: sum(amount - fee), orders: count(*) }',
      target('by_day', 'marts.revenue_daily'),
    ],
  });

export const pipelines = [
  {
    spec: specOf({
      name: 'orders-from-shop',
      description: 'Orders of the shop, without carts that nobody paid',
      owner: 'data-platform',
      tags: ['staging', 'sales'],
      cron: '5 * * * *',
      steps: [
        source('orders', 'shop', 'public.orders'),
        'id: placed, kind: filter, input: orders, where: "status <> \'cart\'"',
        'id: wanted, kind: select, input: placed, fields: [id, customer_id, placed_on, amount]',
        target('wanted', 'staging.orders'),
      ],
    }),
    seconds: 48,
    rows: 18_400,
    every: hourly,
    failures: [9],
    rejects: 3,
    error: 'connection "shop": too many connections for role "etl"',
  },
  {
    spec: specOf({
      name: 'customers-from-crm',
      description: 'Customers of the CRM; addresses stay where they are',
      owner: 'data-platform',
      tags: ['staging', 'personal-data'],
      cron: '30 4 * * *',
      steps: [
        source('customers', 'files', 'crm/customers.csv'),
        'id: wanted, kind: select, input: customers, fields: [id, region, segment]',
        target('wanted', 'staging.customers'),
      ],
    }),
    seconds: 21,
    rows: 84_000,
    rejects: 12,
  },
  {
    spec: specOf({
      name: 'payments-from-bank',
      description: 'What the bank booked, a file every night',
      owner: 'finance',
      tags: ['staging', 'finance'],
      cron: '15 5 * * *',
      steps: [
        source('payments', 'files', 'bank/payments.csv'),
        'id: wanted, kind: select, input: payments, fields: [order_id, paid, fee]',
        target('wanted', 'staging.payments'),
      ],
    }),
    seconds: 65,
    rows: 231_000,
    failures: [1, 2, 14],
    error: 'bank/payments.csv: no such file; the last one is of November 19',
  },
  {
    firstSpec: revenue('amount > 0'),
    spec: revenue('paid > fee'),
    seconds: 190,
    rows: 4_800,
    failures: [2, 3],
    error: 'quality check "revenue is not negative" failed: 14 of 4812 rows',
  },
  {
    spec: specOf({
      name: 'ad-spend-daily',
      description: 'What advertising cost, by day and region',
      owner: 'marketing',
      tags: ['marketing'],
      cron: '0 7 * * *',
      steps: [
        source('spend', 'files', 'ads/spend.csv'),
        'id: by_day, kind: aggregate, input: spend, by: [region, day], measures: { spend: sum(spend) }',
        target('by_day', 'marts.ad_spend_daily'),
      ],
    }),
    seconds: 12,
    rows: 960,
  },
  {
    spec: specOf({
      name: 'return-on-advertising',
      description: 'Revenue against what advertising cost, for the weekly review',
      owner: 'marketing',
      tags: ['marketing', 'certified'],
      cron: '0 8 * * 1',
      steps: [
        source('revenue', 'warehouse', 'marts.revenue_daily'),
        source('spend', 'warehouse', 'marts.ad_spend_daily'),
        'id: both, kind: join, left: revenue, right: spend, type: left, on: { region: region, placed_on: day }',
        'id: by_region, kind: aggregate, input: both, by: [region], measures: { revenue: sum(revenue), spend: sum(spend) }',
        'id: rated, kind: derive, input: by_region, fields: { return_rate: "revenue / nullif(spend, 0)" }',
        target('rated', 'marts.return_on_advertising'),
      ],
    }),
    seconds: 33,
    rows: 84,
  },
  {
    spec: specOf({
      name: 'refunds-watch',
      description: 'Refunds by reason; tells the shop when they grow',
      owner: 'sales',
      tags: ['sales'],
      cron: '*/15 * * * *',
      steps: [
        source('refunds', 'shop', 'public.refunds'),
        'id: by_reason, kind: aggregate, input: refunds, by: [reason], measures: { refunds: count(*), refunded: sum(refunded) }',
        target('by_reason', 'marts.refunds_by_reason'),
      ],
    }),
    seconds: 6,
    rows: 22,
    every: hourly / 4,
    running: true,
    failures: [17, 18],
    error: 'connection "warehouse": memory limit exceeded',
  },
  {
    spec: specOf({
      name: 'stock-by-region',
      description: 'What is in the warehouses and not reserved',
      owner: 'logistics',
      tags: ['logistics', 'nightly'],
      cron: '30 2 * * *',
      steps: [
        source('stock', 'shop', 'public.stock'),
        'id: free, kind: derive, input: stock, fields: { available: on_hand - reserved }',
        'id: by_region, kind: aggregate, input: free, by: [region, sku], measures: { available: sum(available) }',
        target('by_region', 'marts.stock_by_region'),
      ],
    }),
    seconds: 130,
    rows: 57_300,
    failures: [6],
    error: 'load "marts.stock_by_region": read 57301 = written 57300 + rejected 0, one row missing',
  },
  {
    spec: specOf({
      name: 'customer-value',
      description: 'What each segment is worth, for the churn model',
      owner: 'analytics',
      tags: ['analytics', 'model'],
      cron: '0 3 * * 0',
      steps: [
        source('orders', 'warehouse', 'staging.orders'),
        source('customers', 'warehouse', 'staging.customers'),
        'id: placed, kind: join, left: orders, right: customers, type: inner, on: { customer_id: id }',
        'id: by_segment, kind: aggregate, input: placed, by: [segment], measures: { customers: count(distinct customer_id), lifetime_value: sum(amount) }',
        target('by_segment', 'marts.customer_value'),
      ],
    }),
    seconds: 75,
    rows: 6,
  },
];

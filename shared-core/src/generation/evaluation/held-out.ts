import type { EvaluationSentence } from './sentence';

/** Written before the parser; never tuned on. Figures in README.md. */
export const heldOutSentences: EvaluationSentence[] = [
  {
    text: 'Каждое утро в 8 загружай flights.csv в PostgreSQL',
    datasets: ['flights'],
    expect: { schedule: '0 8 * * *', sources: ['flights.csv'], target: 'postgresql' },
  },
  {
    text: 'По понедельникам в 10:15 переноси клиентов из постгреса в кликхаус',
    datasets: ['customers'],
    expect: { schedule: '15 10 * * 1', sources: ['public.customers'], target: 'clickhouse' },
  },
  {
    text: 'Возьми рейсы дальше 2000 и посчитай среднюю задержку по пункту вылета',
    datasets: ['flights'],
    expect: {
      sources: ['flights.csv'],
      where: ['distance > 2000'],
      by: ['origin'],
      measures: ['avg(delay)'],
      question: 'target',
    },
  },
  {
    text: 'Загрузи в ClickHouse фильмы из movies.json с рейтингом IMDB не ниже 8',
    datasets: ['movies'],
    expect: { sources: ['movies.json'], target: 'clickhouse', where: ['"IMDB Rating" >= 8'] },
  },
  {
    text: 'Из movies.json в PostgreSQL: топ-20 фильмов по мировым сборам',
    datasets: ['movies'],
    expect: { sources: ['movies.json'], target: 'postgresql', sort: ['"Worldwide Gross" desc'], limit: 20 },
  },
  {
    text: 'Выгружай каждый час события из кликхауса в events.parquet, только тип события click',
    datasets: ['events'],
    expect: {
      schedule: '0 * * * *',
      sources: ['logs.events'],
      target: 'file events.parquet',
      where: ["event_type = 'click'"],
    },
  },
  {
    text: 'Посчитай сумму заказов по городам и положи в таблицу marts.city_totals в ClickHouse',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'clickhouse marts.city_totals',
      by: ['city'],
      measures: ['sum(amount)'],
    },
  },
  {
    text: 'Сколько заказов со статусом paid в каждом городе? Сохрани в ClickHouse',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'clickhouse',
      where: ["status = 'paid'"],
      by: ['city'],
      measures: ['count(*)'],
    },
  },
  {
    text: 'Соедини заказы с клиентами и загрузи в ClickHouse',
    datasets: ['orders', 'customers'],
    expect: {
      sources: ['public.orders', 'public.customers'],
      target: 'clickhouse',
      join: 'inner customer_id=id',
    },
  },
  {
    text: 'Скопируй таблицу hr.employees в ClickHouse без колонок phone и salary',
    datasets: ['employees'],
    expect: {
      sources: ['hr.employees'],
      target: 'clickhouse',
      fields: ['id', 'full_name', 'department', 'position', 'hired_on'],
    },
  },
  {
    text: 'Сотрудников с зарплатой от 100 до 200 тысяч выгрузи в employees.csv',
    datasets: ['employees'],
    expect: {
      sources: ['hr.employees'],
      target: 'file employees.csv',
      where: ['salary between 100000 and 200000'],
    },
  },
  {
    text: 'Раз в 10 минут забирай показания датчиков, где температура выше 30 градусов, и дописывай в ClickHouse',
    datasets: ['sensors'],
    expect: {
      schedule: '*/10 * * * *',
      sources: ['sensors.jsonl'],
      target: 'clickhouse',
      mode: 'append',
      where: ['temperature > 30'],
    },
  },
  {
    text: 'Средняя температура и максимальная влажность по комнатам из sensors.jsonl в постгрес',
    datasets: ['sensors'],
    expect: {
      sources: ['sensors.jsonl'],
      target: 'postgresql',
      by: ['room'],
      measures: ['avg(temperature)', 'max(humidity)'],
    },
  },
  {
    text: '15-го числа каждого месяца в 3 часа ночи обновляй товары в PostgreSQL по product_id из products.csv',
    datasets: ['products'],
    expect: {
      schedule: '0 3 15 * *',
      sources: ['products.csv'],
      target: 'postgresql',
      mode: 'merge product_id',
    },
  },
  {
    text: 'Объедини sales_2023.csv и sales_2024.csv и загрузи в ClickHouse',
    datasets: ['sales2023', 'sales2024'],
    expect: { sources: ['sales_2023.csv', 'sales_2024.csv'], target: 'clickhouse', union: 'all' },
  },
  {
    text: 'Загрузи клиентов в ClickHouse, спрячь телефон и почту',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'clickhouse', mask: ['email redact', 'phone redact'] },
  },
  {
    text: 'Выручка по магазинам за 2023 год из sales_2023.csv в ClickHouse',
    datasets: ['sales2023'],
    expect: {
      sources: ['sales_2023.csv'],
      target: 'clickhouse',
      where: ["date >= date '2023-01-01'", "date < date '2024-01-01'"],
      by: ['store'],
      measures: ['sum(revenue)'],
    },
  },
  {
    text: 'Ежедневно в полночь по московскому времени грузи платежи из payments.parquet в ClickHouse, при ошибке напиши на etl@bank.ru',
    datasets: ['payments'],
    expect: {
      schedule: '0 0 * * * Europe/Moscow',
      sources: ['payments.parquet'],
      target: 'clickhouse',
      notify: ['failure etl@bank.ru'],
    },
  },
  {
    text: 'Платежи в рублях или долларах: валюта RUB или USD, загрузить в ClickHouse',
    datasets: ['payments'],
    expect: { sources: ['payments.parquet'], target: 'clickhouse', where: ["currency in ('RUB', 'USD')"] },
  },
  {
    text: 'Убери дубли клиентов по email и запиши в clean_customers.csv',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'file clean_customers.csv', distinct: 'email' },
  },
  {
    text: 'рейсы с вылетом из SEA с опозданием более часа в кликхаус',
    datasets: ['flights'],
    expect: { sources: ['flights.csv'], target: 'clickhouse', where: ["origin = 'SEA'", 'delay > 60'] },
  },
  {
    text: 'По будням в 18:00 считай количество уникальных пользователей по странам из logs.events и клади в PostgreSQL таблицу analytics.users_by_country',
    datasets: ['events'],
    expect: {
      schedule: '0 18 * * 1-5',
      sources: ['logs.events'],
      target: 'postgresql analytics.users_by_country',
      by: ['country'],
      measures: ['count(distinct user_id)'],
    },
  },
  {
    text: 'Обращения с приоритетом high, которые ещё не закрыты (closed_at пусто), в файл open.csv',
    datasets: ['tickets'],
    expect: {
      sources: ['support.tickets'],
      target: 'file open.csv',
      where: ["priority = 'high'", 'closed_at is null'],
    },
  },
  {
    text: 'Заказы за последние 30 дней загружай каждую ночь в 2:30 в ClickHouse, полностью перезаписывая таблицу',
    datasets: ['orders'],
    expect: {
      schedule: '30 2 * * *',
      sources: ['public.orders'],
      target: 'clickhouse',
      mode: 'replace',
      where: ["created_at >= current_date - interval '30 days'"],
    },
  },
  {
    text: 'Сгруппируй продажи по месяцам, посчитай выручку, из продажи.csv в ClickHouse',
    datasets: ['russianSales'],
    expect: {
      sources: ['продажи.csv'],
      target: 'clickhouse',
      by: ['month of Дата'],
      measures: ['sum("Выручка")'],
    },
  },
  {
    text: 'Загрузи продажи.csv в PostgreSQL, только выручка больше 1 млн',
    datasets: ['russianSales'],
    expect: { sources: ['продажи.csv'], target: 'postgresql', where: ['"Выручка" > 1000000'] },
  },
  {
    text: 'Поездки с расстоянием больше 100 км по регионам: сумма топлива, в ClickHouse',
    datasets: ['trips'],
    expect: {
      sources: ['trips.csv'],
      target: 'clickhouse',
      where: ['distance_km > 100'],
      by: ['region'],
      measures: ['sum(fuel_liters)'],
    },
  },
  {
    text: 'Студенты с оценкой не меньше 4 и факультетом не Физика — в excellent.json',
    datasets: ['students'],
    expect: {
      sources: ['students.csv'],
      target: 'file excellent.json',
      where: ['grade >= 4', "faculty <> 'Физика'"],
    },
  },
  { text: 'Сделай красиво', datasets: ['orders', 'customers'], expect: { question: '*' } },
  {
    text: 'Загрузи рейсы с задержкой больше 20 минут в ClickHouse',
    datasets: ['departures'],
    expect: { sources: ['departures.csv'], target: 'clickhouse', question: 'задержкой' },
  },
  {
    text: 'Посчитай сумму по магазинам из sales_2024.csv в ClickHouse',
    datasets: ['sales2024'],
    expect: { sources: ['sales_2024.csv'], target: 'clickhouse', by: ['store'], question: 'сумму' },
  },
  {
    text: 'Загружай товары в ClickHouse, только с весом больше 5 кг',
    datasets: ['products'],
    expect: { sources: ['products.csv'], target: 'clickhouse', question: 'весом' },
  },
  {
    text: 'Load movies.json into PostgreSQL every day at 5am',
    datasets: ['movies'],
    expect: { schedule: '0 5 * * *', sources: ['movies.json'], target: 'postgresql' },
  },
  {
    text: 'Every weekday at 7:45 pm copy customers from Postgres to ClickHouse',
    datasets: ['customers'],
    expect: { schedule: '45 19 * * 1-5', sources: ['public.customers'], target: 'clickhouse' },
  },
  {
    text: 'Take flights.csv, keep flights longer than 1500 miles delayed by more than 30 minutes, and write them to ClickHouse',
    datasets: ['flights'],
    expect: { sources: ['flights.csv'], target: 'clickhouse', where: ['distance > 1500', 'delay > 30'] },
  },
  {
    text: 'Average delay by destination from flights.csv into PostgreSQL table reports.delays',
    datasets: ['flights'],
    expect: {
      sources: ['flights.csv'],
      target: 'postgresql reports.delays',
      by: ['destination'],
      measures: ['avg(delay)'],
    },
  },
  {
    text: 'How many events of each type per country? Put the result in postgres',
    datasets: ['events'],
    expect: {
      sources: ['logs.events'],
      target: 'postgresql',
      by: ['event_type', 'country'],
      measures: ['count(*)'],
    },
  },
  {
    text: 'Top 10 movies by IMDB votes from movies.json to top.csv',
    datasets: ['movies'],
    expect: { sources: ['movies.json'], target: 'file top.csv', sort: ['"IMDB Votes" desc'], limit: 10 },
  },
  {
    text: 'Join orders with products on product_id and total the amount per category into ClickHouse',
    datasets: ['orders', 'products'],
    expect: {
      sources: ['public.orders', 'products.csv'],
      target: 'clickhouse',
      join: 'inner product_id=product_id',
      by: ['category'],
      measures: ['sum(amount)'],
    },
  },
  {
    text: 'Left join payments to orders by order_id = id and load into ClickHouse',
    datasets: ['payments', 'orders'],
    expect: {
      sources: ['payments.parquet', 'public.orders'],
      target: 'clickhouse',
      join: 'left order_id=id',
    },
  },
  {
    text: 'Sync products.csv to PostgreSQL hourly, upsert on product_id',
    datasets: ['products'],
    expect: {
      schedule: '0 * * * *',
      sources: ['products.csv'],
      target: 'postgresql',
      mode: 'merge product_id',
    },
  },
  {
    text: 'Append payments over $500 made by card to ClickHouse, method is card',
    datasets: ['payments'],
    expect: {
      sources: ['payments.parquet'],
      target: 'clickhouse',
      mode: 'append',
      where: ['amount > 500', "method = 'card'"],
    },
  },
  {
    text: 'Load employees hired since January 2020 into ClickHouse, only full_name, department and hired_on columns',
    datasets: ['employees'],
    expect: {
      sources: ['hr.employees'],
      target: 'clickhouse',
      where: ["hired_on >= date '2020-01-01'"],
      fields: ['full_name', 'department', 'hired_on'],
    },
  },
  {
    text: 'Mask emails and hash phone numbers of customers, then load them to ClickHouse',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'clickhouse', mask: ['email redact', 'phone hash'] },
  },
  {
    text: 'Remove duplicate events by event_id and write to s3://lake/events/clean.parquet',
    datasets: ['events'],
    expect: {
      sources: ['logs.events'],
      question: 's3',
      target: 's3 s3://lake/events/clean.parquet',
      distinct: 'event_id',
    },
  },
  {
    text: 'Every 30 minutes read sensors.jsonl, keep readings with humidity between 40 and 60, append to ClickHouse, retry 5 times',
    datasets: ['sensors'],
    expect: {
      schedule: '*/30 * * * *',
      sources: ['sensors.jsonl'],
      target: 'clickhouse',
      mode: 'append',
      where: ['humidity between 40 and 60'],
      retry: '5',
    },
  },
  {
    text: 'Customers older than 65 or from country Spain into seniors.csv',
    datasets: ['customers'],
    expect: {
      sources: ['public.customers'],
      target: 'file seniors.csv',
      where: ["age > 65 or country = 'Spain'"],
    },
  },
  {
    text: 'Orders whose status is not cancelled, sorted by created_at descending, into ClickHouse',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'clickhouse',
      where: ["status <> 'cancelled'"],
      sort: ['created_at desc'],
    },
  },
  {
    text: 'On the 1st of every month at 4:00 America/New_York replace marts.sales in ClickHouse with revenue by store from sales_2024.csv',
    datasets: ['sales2024'],
    expect: {
      schedule: '0 4 1 * * America/New_York',
      sources: ['sales_2024.csv'],
      target: 'clickhouse marts.sales',
      mode: 'replace',
      by: ['store'],
      measures: ['sum(revenue)'],
    },
  },
  {
    text: 'Tickets whose subject contains "refund" to refunds.json',
    datasets: ['tickets'],
    expect: { sources: ['support.tickets'], target: 'file refunds.json', where: ["subject like '%refund%'"] },
  },
  {
    text: 'Average resolution hours by assignee and priority from support.tickets to ClickHouse, email boss@acme.com on failure',
    datasets: ['tickets'],
    expect: {
      sources: ['support.tickets'],
      target: 'clickhouse',
      by: ['assignee', 'priority'],
      measures: ['avg(resolution_hours)'],
      notify: ['failure boss@acme.com'],
    },
  },
  {
    text: 'Events lasting longer than 2 seconds to ClickHouse table logs.slow',
    datasets: ['events'],
    expect: { sources: ['logs.events'], target: 'clickhouse logs.slow', where: ['duration_ms > 2000'] },
  },
  {
    text: 'Union sales_2023.csv with sales_2024.csv without duplicates into PostgreSQL',
    datasets: ['sales2023', 'sales2024'],
    expect: { sources: ['sales_2023.csv', 'sales_2024.csv'], target: 'postgresql', union: 'distinct' },
  },
  {
    text: 'Load trips.csv to clickhouse, check that trip_id is unique and driver is not empty',
    datasets: ['trips'],
    expect: { sources: ['trips.csv'], target: 'clickhouse', quality: ['unique trip_id', 'notNull driver'] },
  },
  {
    text: 'Total fuel by vehicle for trips in region North or South, into Postgres',
    datasets: ['trips'],
    expect: {
      sources: ['trips.csv'],
      target: 'postgresql',
      where: ["region in ('North', 'South')"],
      by: ['vehicle'],
      measures: ['sum(fuel_liters)'],
    },
  },
  {
    text: 'Students with a scholarship and grade above 3 into ClickHouse',
    datasets: ['students'],
    expect: { sources: ['students.csv'], target: 'clickhouse', where: ['scholarship', 'grade > 3'] },
  },
  {
    text: "Yesterday's orders every night at 1 to ClickHouse",
    datasets: ['orders'],
    expect: {
      schedule: '0 1 * * *',
      sources: ['public.orders'],
      target: 'clickhouse',
      where: ["created_at >= current_date - interval '1 day'", 'created_at < current_date'],
    },
  },
  {
    text: 'evry monday at 9 laod orders from postgres into clickhose',
    datasets: ['orders'],
    expect: { schedule: '0 9 * * 1', sources: ['public.orders'], target: 'clickhouse' },
  },
  {
    text: 'Cities with more than 100 orders into ClickHouse',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'clickhouse',
      by: ['city'],
      measures: ['count(*)'],
      where: ['count(*) > 100'],
    },
  },
  { text: 'Make it nice please', datasets: ['orders'], expect: { question: '*' } },
  {
    text: 'Load flights delayed more than 20 minutes into ClickHouse',
    datasets: ['departures'],
    expect: { sources: ['departures.csv'], target: 'clickhouse', question: 'delayed' },
  },
  {
    text: 'Sum by region from trips.csv into ClickHouse',
    datasets: ['trips'],
    expect: { sources: ['trips.csv'], target: 'clickhouse', by: ['region'], question: 'sum' },
  },
  {
    text: 'Load customers into ClickHouse where the loyalty tier is gold',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'clickhouse', question: 'loyalty' },
  },
  {
    text: 'Copy everything to ClickHouse',
    datasets: ['orders', 'customers'],
    expect: { target: 'clickhouse', question: 'source' },
  },
];

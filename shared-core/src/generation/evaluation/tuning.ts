import type { EvaluationSentence } from './sentence';

/** The half that the parser was made with. */
export const tuningSentences: EvaluationSentence[] = [
  {
    text: 'Каждый день в 6 утра загружай рейсы из flights.csv в ClickHouse, только с задержкой больше 15 минут, с суммой по аэропортам',
    datasets: ['flights'],
    expect: {
      schedule: '0 6 * * *',
      sources: ['flights.csv'],
      target: 'clickhouse',
      where: ['delay > 15'],
      by: ['origin'],
      measures: ['sum(delay)'],
      question: 'аэропортам',
    },
  },
  {
    text: 'По будням в 7:30 копируй public.orders из PostgreSQL в ClickHouse',
    datasets: ['orders'],
    expect: { schedule: '30 7 * * 1-5', sources: ['public.orders'], target: 'clickhouse' },
  },
  {
    text: 'Раз в 15 минут дозаписывай новые заказы из постгреса в кликхаус по created_at',
    datasets: ['orders'],
    expect: {
      schedule: '*/15 * * * *',
      sources: ['public.orders'],
      target: 'clickhouse',
      mode: 'append',
      cursor: 'created_at',
    },
  },
  {
    text: '1-го числа каждого месяца в 9 утра по московскому времени выгружай зарплаты по отделам в salaries.csv',
    datasets: ['employees'],
    expect: {
      schedule: '0 9 1 * * Europe/Moscow',
      sources: ['hr.employees'],
      target: 'file salaries.csv',
      by: ['department'],
      measures: ['sum(salary)'],
    },
  },
  {
    text: 'Загрузи заказы из Postgres в ClickHouse, сумма свыше 1 млн',
    datasets: ['orders'],
    expect: { sources: ['public.orders'], target: 'clickhouse', where: ['amount > 1000000'] },
  },
  {
    text: 'Возьми movies.json, оставь фильмы с бюджетом больше 50 миллионов, отсортируй по рейтингу IMDB по убыванию и сохрани в ClickHouse',
    datasets: ['movies'],
    expect: {
      sources: ['movies.json'],
      target: 'clickhouse',
      where: ['"Production Budget" > 50000000'],
      sort: ['"IMDB Rating" desc'],
    },
  },
  {
    text: 'Соедини заказы с клиентами по customer_id = id, посчитай сумму amount по странам и загрузи в ClickHouse таблицу marts.revenue',
    datasets: ['orders', 'customers'],
    expect: {
      sources: ['public.orders', 'public.customers'],
      target: 'clickhouse marts.revenue',
      join: 'inner customer_id=id',
      by: ['country'],
      measures: ['sum(amount)'],
    },
  },
  {
    text: 'Топ-10 городов по сумме заказов в ClickHouse',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'clickhouse',
      by: ['city'],
      measures: ['sum(amount)'],
      sort: ['sum(amount) desc'],
      limit: 10,
    },
  },
  {
    text: 'Скрой e-mail и телефон у клиентов и загрузи их в ClickHouse',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'clickhouse', mask: ['email redact', 'phone redact'] },
  },
  {
    text: 'Загружай каждый понедельник в 9 клиентов из PostgreSQL в ClickHouse без пустых id, при ошибке напиши на ops@example.ru, повтори 3 раза',
    datasets: ['customers'],
    expect: {
      schedule: '0 9 * * 1',
      sources: ['public.customers'],
      target: 'clickhouse',
      quality: ['notNull id'],
      notify: ['failure ops@example.ru'],
      retry: '3',
    },
  },
  {
    text: 'Обновляй товары в ClickHouse по product_id из products.csv каждый час',
    datasets: ['products'],
    expect: {
      schedule: '0 * * * *',
      sources: ['products.csv'],
      target: 'clickhouse',
      mode: 'merge product_id',
    },
  },
  {
    text: 'Заказы со статусом paid или shipped из постгрес в parquet-файл paid.parquet',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'file paid.parquet',
      where: ["status in ('paid', 'shipped')"],
    },
  },
  {
    text: 'Клиенты, у которых email пустой, в bad.csv',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'file bad.csv', where: ['email is null'] },
  },
  {
    text: 'Клиентов, у которых имя начинается с «Ан», выгрузи в an.csv',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'file an.csv', where: ["name like 'Ан%'"] },
  },
  {
    text: 'Сколько рейсов по каждому пункту назначения? Результат в PostgreSQL',
    datasets: ['flights'],
    expect: { sources: ['flights.csv'], target: 'postgresql', by: ['destination'], measures: ['count(*)'] },
  },
  {
    text: 'Средняя задержка и количество рейсов в разрезе origin, из flights.csv в кликхаус',
    datasets: ['flights'],
    expect: {
      sources: ['flights.csv'],
      target: 'clickhouse',
      by: ['origin'],
      measures: ['avg(delay)', 'count(*)'],
    },
  },
  {
    text: 'загружай рейсы в кликхаус где дистанция от 500 до 1000',
    datasets: ['flights'],
    expect: { sources: ['flights.csv'], target: 'clickhouse', where: ['distance between 500 and 1000'] },
  },
  {
    text: 'Заказы с марта 2024 года в ClickHouse',
    datasets: ['orders'],
    expect: { sources: ['public.orders'], target: 'clickhouse', where: ["created_at >= date '2024-03-01'"] },
  },
  {
    text: 'Заказы за последние 7 дней загружай ежедневно в 5 утра в ClickHouse',
    datasets: ['orders'],
    expect: {
      schedule: '0 5 * * *',
      sources: ['public.orders'],
      target: 'clickhouse',
      where: ["created_at >= current_date - interval '7 days'"],
    },
  },
  {
    text: 'Загрузи только колонки name, email и city клиентов в ClickHouse',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'clickhouse', fields: ['name', 'email', 'city'] },
  },
  {
    text: 'Сотрудников без колонки salary скопируй в ClickHouse',
    datasets: ['employees'],
    expect: {
      sources: ['hr.employees'],
      target: 'clickhouse',
      fields: ['id', 'full_name', 'department', 'position', 'hired_on', 'phone'],
    },
  },
  {
    text: 'Удали дубликаты событий по event_id и перезапиши таблицу logs.clean в ClickHouse',
    datasets: ['events'],
    expect: {
      sources: ['logs.events'],
      target: 'clickhouse logs.clean',
      mode: 'replace',
      distinct: 'event_id',
    },
  },
  {
    text: 'События длиннее 5 секунд из logs.events в slow.json',
    datasets: ['events'],
    expect: { sources: ['logs.events'], target: 'file slow.json', where: ['duration_ms > 5000'] },
  },
  {
    text: 'Объедини sales_2023.csv с sales_2024.csv, выручка по магазинам, в PostgreSQL',
    datasets: ['sales2023', 'sales2024'],
    expect: {
      sources: ['sales_2023.csv', 'sales_2024.csv'],
      target: 'postgresql',
      union: 'all',
      by: ['store'],
      measures: ['sum(revenue)'],
    },
  },
  {
    text: 'Посчитай выручку по месяцам из sales_2024.csv в ClickHouse',
    datasets: ['sales2024'],
    expect: {
      sources: ['sales_2024.csv'],
      target: 'clickhouse',
      by: ['month of date'],
      measures: ['sum(revenue)'],
    },
  },
  {
    text: 'Клиенты старше 30 лет, кроме города Москва, в ClickHouse',
    datasets: ['customers'],
    expect: { sources: ['public.customers'], target: 'clickhouse', where: ['age > 30', "city <> 'Москва'"] },
  },
  {
    text: 'Датчики: температура ниже нуля или влажность больше 90%, грузи в постгрес',
    datasets: ['sensors'],
    expect: { sources: ['sensors.jsonl'], target: 'postgresql', where: ['temperature < 0 or humidity > 90'] },
  },
  {
    text: 'каждй день в 23:00 загрузи заказы из постгреса в кликхаус, тольк с суммой болше 500',
    datasets: ['orders'],
    expect: {
      schedule: '0 23 * * *',
      sources: ['public.orders'],
      target: 'clickhouse',
      where: ['amount > 500'],
    },
  },
  {
    text: 'Города, где больше 50 заказов, в ClickHouse',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'clickhouse',
      by: ['city'],
      measures: ['count(*)'],
      where: ['count(*) > 50'],
    },
  },
  {
    text: 'В ClickHouse закинь из продажи.csv товар и выручку по убыванию выручки, первые 100 строк',
    datasets: ['russianSales'],
    expect: {
      sources: ['продажи.csv'],
      target: 'clickhouse',
      fields: ['Товар', 'Выручка'],
      sort: ['"Выручка" desc'],
      limit: 100,
    },
  },
  { text: 'Привет, как дела?', datasets: ['orders'], expect: { question: '*' } },
  {
    text: 'Загрузи рейсы с задержкой больше 10 минут в PostgreSQL',
    datasets: ['departures'],
    expect: { sources: ['departures.csv'], target: 'postgresql', question: 'задержкой' },
  },
  {
    text: 'Load orders from Postgres into ClickHouse every Monday at 9',
    datasets: ['orders'],
    expect: { schedule: '0 9 * * 1', sources: ['public.orders'], target: 'clickhouse' },
  },
  {
    text: 'Copy flights.csv to PostgreSQL table public.flights hourly',
    datasets: ['flights'],
    expect: { schedule: '0 * * * *', sources: ['flights.csv'], target: 'postgresql public.flights' },
  },
  {
    text: 'Load orders with amount over 1,000 and status paid into ClickHouse',
    datasets: ['orders'],
    expect: { sources: ['public.orders'], target: 'clickhouse', where: ['amount > 1000', "status = 'paid'"] },
  },
  {
    text: 'Every day at 6:30 am Europe/Berlin load flights delayed by more than 15 minutes from flights.csv into ClickHouse',
    datasets: ['flights'],
    expect: {
      schedule: '30 6 * * * Europe/Berlin',
      sources: ['flights.csv'],
      target: 'clickhouse',
      where: ['delay > 15'],
    },
  },
  {
    text: 'Total amount and number of orders by city into ClickHouse',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'clickhouse',
      by: ['city'],
      measures: ['sum(amount)', 'count(*)'],
    },
  },
  {
    text: 'Join orders with customers on customer_id and load into ClickHouse',
    datasets: ['orders', 'customers'],
    expect: {
      sources: ['public.orders', 'public.customers'],
      target: 'clickhouse',
      join: 'inner customer_id=id',
    },
  },
  {
    text: 'Enrich orders with products and write to ClickHouse marts.orders_full',
    datasets: ['orders', 'products'],
    expect: {
      sources: ['public.orders', 'products.csv'],
      target: 'clickhouse marts.orders_full',
      join: 'left product_id=product_id',
    },
  },
  {
    text: 'Top 5 directors by average IMDB rating from movies.json into PostgreSQL',
    datasets: ['movies'],
    expect: {
      sources: ['movies.json'],
      target: 'postgresql',
      by: ['Director'],
      measures: ['avg("IMDB Rating")'],
      sort: ['avg("IMDB Rating") desc'],
      limit: 5,
    },
  },
  {
    text: 'Movies released after 2000 with a running time under 90 minutes to short.csv',
    datasets: ['movies'],
    expect: {
      sources: ['movies.json'],
      target: 'file short.csv',
      where: ['"Release Date" >= date \'2001-01-01\'', '"Running Time min" < 90'],
    },
  },
  {
    text: 'Only origin, destination and delay columns of flights.csv into ClickHouse',
    datasets: ['flights'],
    expect: { sources: ['flights.csv'], target: 'clickhouse', fields: ['origin', 'destination', 'delay'] },
  },
  {
    text: 'Upsert customers into ClickHouse by id daily at midnight',
    datasets: ['customers'],
    expect: { schedule: '0 0 * * *', sources: ['public.customers'], target: 'clickhouse', mode: 'merge id' },
  },
  {
    text: 'Number of unique users per event type from logs.events to Postgres',
    datasets: ['events'],
    expect: {
      sources: ['logs.events'],
      target: 'postgresql',
      by: ['event_type'],
      measures: ['count(distinct user_id)'],
    },
  },
  {
    text: 'Orders from the last 24 hours into ClickHouse',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'clickhouse',
      where: ["created_at >= now() - interval '24 hours'"],
    },
  },
  {
    text: 'Payments since March 2024 excluding currency EUR into ClickHouse',
    datasets: ['payments'],
    expect: {
      sources: ['payments.parquet'],
      target: 'clickhouse',
      where: ["paid_at >= date '2024-03-01'", "currency <> 'EUR'"],
    },
  },
  {
    text: 'Load employees without salary and phone columns into ClickHouse',
    datasets: ['employees'],
    expect: {
      sources: ['hr.employees'],
      target: 'clickhouse',
      fields: ['id', 'full_name', 'department', 'position', 'hired_on'],
    },
  },
  {
    text: 'Deduplicate customers by email, mask phone, and save to customers.parquet',
    datasets: ['customers'],
    expect: {
      sources: ['public.customers'],
      target: 'file customers.parquet',
      distinct: 'email',
      mask: ['phone redact'],
    },
  },
  {
    text: 'Events where url starts with https://shop and country is not null to ClickHouse logs.shop',
    datasets: ['events'],
    expect: {
      sources: ['logs.events'],
      target: 'clickhouse logs.shop',
      where: ["url like 'https://shop%'", 'country is not null'],
    },
  },
  {
    text: 'Flights from SEA, LAX or JFK to ClickHouse',
    datasets: ['flights'],
    expect: { sources: ['flights.csv'], target: 'clickhouse', where: ["origin in ('SEA', 'LAX', 'JFK')"] },
  },
  {
    text: 'Every 5 minutes append sensors.jsonl to ClickHouse, retry 3 times every 2 minutes',
    datasets: ['sensors'],
    expect: {
      schedule: '*/5 * * * *',
      sources: ['sensors.jsonl'],
      target: 'clickhouse',
      mode: 'append',
      retry: '3 2m',
    },
  },
  {
    text: 'Maximum and minimum temperature per room per day from sensors.jsonl into postgres',
    datasets: ['sensors'],
    expect: {
      sources: ['sensors.jsonl'],
      target: 'postgresql',
      by: ['room', 'day of measured_at'],
      measures: ['max(temperature)', 'min(temperature)'],
    },
  },
  {
    text: 'Load tickets to ClickHouse where priority is either high or urgent and resolution hours at least 24',
    datasets: ['tickets'],
    expect: {
      sources: ['support.tickets'],
      target: 'clickhouse',
      where: ["priority in ('high', 'urgent')", 'resolution_hours >= 24'],
    },
  },
  {
    text: 'Monthly revenue by store from sales_2024.csv into ClickHouse',
    datasets: ['sales2024'],
    expect: {
      sources: ['sales_2024.csv'],
      target: 'clickhouse',
      by: ['month of date', 'store'],
      measures: ['sum(revenue)'],
    },
  },
  {
    text: 'Copy students.csv to ClickHouse, grade between 4 and 5, no scholarship',
    datasets: ['students'],
    expect: {
      sources: ['students.csv'],
      target: 'clickhouse',
      where: ['grade between 4 and 5', 'not scholarship'],
    },
  },
  {
    text: 'Departments with average salary above 150k from hr.employees into rich.csv',
    datasets: ['employees'],
    expect: {
      sources: ['hr.employees'],
      target: 'file rich.csv',
      by: ['department'],
      measures: ['avg(salary)'],
      where: ['avg(salary) > 150000'],
    },
  },
  {
    text: 'Load trips longer than 50 km, notify fleet@corp.com if it fails, into clickhouse every sunday at noon',
    datasets: ['trips'],
    expect: {
      schedule: '0 12 * * 0',
      sources: ['trips.csv'],
      target: 'clickhouse',
      where: ['distance_km > 50'],
      notify: ['failure fleet@corp.com'],
    },
  },
  {
    text: 'lod flights.csv into postgers, delay grater than 60',
    datasets: ['flights'],
    expect: { sources: ['flights.csv'], target: 'postgresql', where: ['delay > 60'] },
  },
  {
    text: 'Export orders placed yesterday to yesterday.csv',
    datasets: ['orders'],
    expect: {
      sources: ['public.orders'],
      target: 'file yesterday.csv',
      where: ["created_at >= current_date - interval '1 day'", 'created_at < current_date'],
    },
  },
  {
    text: 'Ship the 100 most expensive products to ClickHouse',
    datasets: ['products'],
    expect: { sources: ['products.csv'], target: 'clickhouse', sort: ['price desc'], limit: 100 },
  },
  { text: 'What is the weather tomorrow?', datasets: ['orders'], expect: { question: '*' } },
  {
    text: 'Load flights by airport with total into ClickHouse',
    datasets: ['flights'],
    expect: { sources: ['flights.csv'], target: 'clickhouse', question: 'airport' },
  },
  {
    text: 'Load products with a weight over 5 kg into ClickHouse',
    datasets: ['products'],
    expect: { sources: ['products.csv'], target: 'clickhouse', question: 'weight' },
  },
  {
    text: 'Join orders with sensors and load into ClickHouse',
    datasets: ['orders', 'sensors'],
    expect: { sources: ['public.orders', 'sensors.jsonl'], target: 'clickhouse', question: 'join' },
  },
];

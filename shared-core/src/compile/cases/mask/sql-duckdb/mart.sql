-- customers-without-names: шаг mart → customers (replace)
-- AI-ETL dda15e475e33
-- Прежде загрузите crm.customers (подключение crm, шаг customers) в staging.customers

CREATE OR REPLACE TABLE customers AS
WITH customers AS (
  SELECT
    id,
    passport,
    name,
    card,
    email,
    born,
    notes,
    city
  FROM staging.customers
  WHERE city IS NOT NULL
), hidden AS (
  SELECT
    customers.id,
    sha256(customers.passport) AS passport,
    CASE WHEN customers.name IS NOT NULL THEN '***' END AS name,
    CASE
      WHEN customers.card IS NOT NULL THEN CASE
        WHEN length(customers.card) > 4 THEN '****' || right(customers.card, 4)
        ELSE '****'
      END
    END AS card,
    CASE
      WHEN customers.email IS NOT NULL THEN CASE
        WHEN split_part(customers.email, '@', 2) = '' THEN '***'
        ELSE split_part(customers.email, '@', 2)
      END
    END AS email,
    extract(year FROM customers.born)::INTEGER AS born,
    NULL::VARCHAR AS notes,
    customers.city
  FROM customers
)
SELECT *
FROM hidden
WHERE born < 2005;

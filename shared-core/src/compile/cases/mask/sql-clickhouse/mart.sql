-- customers-without-names: step mart → customers (replace)
-- AI-ETL dda15e475e33
-- Before: load crm.customers (connection crm, step customers) into staging.customers

CREATE TABLE IF NOT EXISTS customers
(
  id       Int64,
  passport Nullable(String),
  name     Nullable(String),
  card     Nullable(String),
  email    Nullable(String),
  born     Nullable(Int32),
  notes    Nullable(String),
  city     Nullable(String)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS customers__new;

CREATE TABLE customers__new AS customers;

INSERT INTO customers__new (id, passport, name, card, email, born, notes, city)
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
    lower(hex(SHA256(customers.passport))) AS passport,
    CASE WHEN customers.name IS NOT NULL THEN '***' END AS name,
    CASE
      WHEN customers.card IS NOT NULL THEN CASE
        WHEN lengthUTF8(customers.card) > 4 THEN '****' || rightUTF8(customers.card, 4)
        ELSE '****'
      END
    END AS card,
    CASE
      WHEN customers.email IS NOT NULL THEN CASE
        WHEN if(isNull(customers.email), NULL, splitByString('@', ifNull(customers.email, ''))[2]) = '' THEN '***'
        ELSE if(isNull(customers.email), NULL, splitByString('@', ifNull(customers.email, ''))[2])
      END
    END AS email,
    accurateCast(round(toYear(customers.born)), 'Nullable(Int32)') AS born,
    CAST(NULL AS Nullable(String)) AS notes,
    customers.city
  FROM customers
)
SELECT *
FROM hidden
WHERE born < 2005;

EXCHANGE TABLES customers__new AND customers;

DROP TABLE customers__new;

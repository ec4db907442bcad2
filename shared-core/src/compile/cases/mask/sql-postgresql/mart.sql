-- customers-without-names: step mart → customers (replace)
-- AI-ETL dda15e475e33

BEGIN;

CREATE TABLE IF NOT EXISTS customers (
  id       bigint NOT NULL,
  passport text,
  name     text,
  card     text,
  email    text,
  born     integer,
  notes    text,
  city     text
);

DELETE FROM customers;

INSERT INTO customers (id, passport, name, card, email, born, notes, city)
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
  FROM crm.customers
  WHERE city IS NOT NULL
), hidden AS (
  SELECT
    customers.id,
    encode(sha256(convert_to(customers.passport, 'UTF8')), 'hex') AS passport,
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
    extract(year FROM customers.born)::integer AS born,
    NULL::text AS notes,
    customers.city
  FROM customers
)
SELECT *
FROM hidden
WHERE born < 2005;

COMMIT;

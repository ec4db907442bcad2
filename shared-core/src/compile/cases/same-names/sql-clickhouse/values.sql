-- same-names: step values → values (replace)
-- AI-ETL e2271c4af7af
-- Before: load order (connection db, step order) into staging.`order`

CREATE TABLE IF NOT EXISTS `values`
(
  user    Nullable(String),
  amount  Decimal(38, 0),
  largest Int64,
  `from`  Nullable(Date32)
)
ENGINE = MergeTree
ORDER BY tuple();

DROP TABLE IF EXISTS values__new;

CREATE TABLE values__new AS `values`;

INSERT INTO values__new (user, amount, largest, `from`)
WITH `order` AS (
  SELECT user, amount, `from`
  FROM staging.`order`
), `group` AS (
  SELECT upperUTF8(`order`.user) AS user, coalesce(`order`.amount, 0) AS amount, `order`.`from`
  FROM `order`
), `table` AS (
  SELECT
    `group`.user,
    sum(toDecimal128(`group`.amount, 0)) AS amount,
    max(`group`.amount) AS largest,
    min(`group`.`from`) AS `from`
  FROM `group`
  GROUP BY `group`.user
  HAVING sum(toDecimal128(`group`.amount, 0)) > 0 OR sum(toDecimal128(`group`.amount, 0)) < 0
)
SELECT *
FROM `table`
ORDER BY amount DESC, user
LIMIT 5
OFFSET 1;

EXCHANGE TABLES values__new AND `values`;

DROP TABLE values__new;

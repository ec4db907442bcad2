-- moving-delays: step mart → moving_delays (merge)
-- AI-ETL 3aae9babc1c2
-- Before: load flights.csv (connection files, step flights) into staging.flights

CREATE TABLE IF NOT EXISTS moving_delays
(
  origin          String,
  day             Date32,
  flights         Int64,
  delay           Nullable(Decimal(38, 0)),
  delay_of_week   Nullable(Decimal(38, 0)),
  flights_of_week Nullable(Decimal(38, 0)),
  place           Int64,
  before          Nullable(Decimal(38, 0)),
  share_of_best   Nullable(Float64)
)
ENGINE = ReplacingMergeTree
ORDER BY (origin, day);

DROP TABLE IF EXISTS moving_delays__rows;

CREATE TABLE moving_delays__rows AS moving_delays;

INSERT INTO moving_delays__rows (origin, day, flights, delay, delay_of_week, flights_of_week, place, before, share_of_best)
WITH flights AS (
  SELECT `date`, delay, origin
  FROM staging.flights
  WHERE origin >= 'A'
), dated AS (
  SELECT delay, origin, CAST(`date` AS Date32) AS day
  FROM flights
), daily AS (
  SELECT dated.origin, dated.day, count() AS flights, sum(toDecimal128(dated.delay, 0)) AS delay
  FROM dated
  GROUP BY dated.origin, dated.day
), week AS (
  SELECT
    origin,
    day,
    flights,
    delay,
    sum(delay) OVER (PARTITION BY origin ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS delay_of_week,
    sumOrNull(toDecimal128(flights, 0)) OVER (PARTITION BY origin ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS flights_of_week
  FROM daily
), ranked AS (
  SELECT
    origin,
    day,
    flights,
    delay,
    delay_of_week,
    flights_of_week,
    row_number() OVER (PARTITION BY origin ORDER BY delay_of_week DESC, day) AS place,
    lag(delay) OVER (PARTITION BY origin ORDER BY delay_of_week DESC, day) AS before,
    CAST(delay_of_week AS Nullable(Float64)) / (first_value(delay_of_week) RESPECT NULLS OVER (PARTITION BY origin ORDER BY delay_of_week DESC, day) * intDiv(1, first_value(delay_of_week) RESPECT NULLS OVER (PARTITION BY origin ORDER BY delay_of_week DESC, day) <> 0)) AS share_of_best
  FROM week
)
SELECT *
FROM ranked
WHERE place <= 3;

DROP TABLE IF EXISTS moving_delays__new;

CREATE TABLE moving_delays__new AS moving_delays;

INSERT INTO moving_delays__new
SELECT target.*
FROM moving_delays AS target
LEFT ANTI JOIN moving_delays__rows AS loaded USING (origin, day);

INSERT INTO moving_delays__new
SELECT * FROM moving_delays__rows;

EXCHANGE TABLES moving_delays__new AND moving_delays;

DROP TABLE moving_delays__new;

DROP TABLE moving_delays__rows;

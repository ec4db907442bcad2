-- Publishes the rows of moving_delays (merge)

CREATE TABLE IF NOT EXISTS moving_delays (
  origin          text NOT NULL,
  day             date NOT NULL,
  flights         bigint NOT NULL,
  delay           numeric(38,0),
  delay_of_week   numeric(38,0),
  flights_of_week numeric(38,0),
  place           bigint NOT NULL,
  before          numeric(38,0),
  share_of_best   double precision,
  PRIMARY KEY (origin, day)
)
;

MERGE INTO moving_delays AS target
USING (
  WITH flights AS (
    SELECT date, delay, origin
    FROM moving_delays__flights
  ), dated AS (
    SELECT delay, origin, date::date AS day
    FROM flights
  ), daily AS (
    SELECT dated.origin, dated.day, count(*) AS flights, sum(dated.delay) AS delay
    FROM dated
    GROUP BY dated.origin, dated.day
  ), week AS (
    SELECT
      origin,
      day,
      flights,
      delay,
      sum(delay) OVER (PARTITION BY origin ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS delay_of_week,
      sum(flights) OVER (PARTITION BY origin ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS flights_of_week
    FROM daily
  ), ranked AS (
    SELECT
      origin,
      day,
      flights,
      delay,
      delay_of_week,
      flights_of_week,
      row_number() OVER (PARTITION BY origin ORDER BY delay_of_week DESC NULLS LAST, day) AS place,
      lag(delay) OVER (PARTITION BY origin ORDER BY delay_of_week DESC NULLS LAST, day) AS before,
      delay_of_week::double precision / first_value(delay_of_week) OVER (PARTITION BY origin ORDER BY delay_of_week DESC NULLS LAST, day) AS share_of_best
    FROM week
  )
  SELECT *
  FROM ranked
  WHERE place <= 3 AND origin >= 'A'
) AS loaded
ON target.origin = loaded.origin AND target.day = loaded.day
WHEN MATCHED THEN UPDATE SET flights = loaded.flights, delay = loaded.delay, delay_of_week = loaded.delay_of_week, flights_of_week = loaded.flights_of_week, place = loaded.place, before = loaded.before, share_of_best = loaded.share_of_best
WHEN NOT MATCHED THEN INSERT (origin, day, flights, delay, delay_of_week, flights_of_week, place, before, share_of_best)
  VALUES (loaded.origin, loaded.day, loaded.flights, loaded.delay, loaded.delay_of_week, loaded.flights_of_week, loaded.place, loaded.before, loaded.share_of_best)
;

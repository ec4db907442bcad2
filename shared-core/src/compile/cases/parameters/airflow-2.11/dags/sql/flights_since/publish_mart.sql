-- Publishes the rows of late_flights (append)

-- Another load of the same rows waits here until this one is through
SELECT value
FROM ai_etl_watermark
WHERE pipeline = 'flights-since' AND source = 'flights' AND target = 'mart'
FOR UPDATE
;

CREATE TABLE IF NOT EXISTS late_flights (
  date        timestamp without time zone NOT NULL,
  delay       bigint,
  distance    bigint NOT NULL,
  origin      text NOT NULL,
  destination text NOT NULL
)
;

INSERT INTO late_flights (date, delay, distance, origin, destination)
WITH flights AS (
  SELECT
    date,
    delay,
    distance,
    origin,
    destination
  FROM (
    SELECT *
    FROM flights_since__flights
    WHERE date <= (
      SELECT value::timestamp(6) AS value
      FROM (
        SELECT value
        FROM ai_etl_watermark
        WHERE pipeline = 'flights-since' AND source = 'flights' AND target = 'mart'
      ) AS last_load
    ) IS NOT TRUE
  ) AS new_rows
  WHERE date > '2001-01-01 00:00:00'::timestamp(6)
)
SELECT *
FROM flights
WHERE delay >= {{ params["least_delay"] }}
  AND date >= '{{ params["since"] | string | replace("'", "''") }}'
  AND origin <> '{{ params["carrier"] | string | replace("'", "''") }}'
;

-- Rows and watermark are of one transaction
UPDATE ai_etl_watermark AS kept
SET value = landed.value, saved_at = now()
FROM (
  SELECT to_char(max(date), 'YYYY-MM-DD HH24:MI:SS.US') AS value
  FROM flights_since__flights
) AS landed
WHERE pipeline = 'flights-since' AND source = 'flights' AND target = 'mart'
  AND landed.value IS NOT NULL
  AND (kept.value IS NULL OR kept.value::timestamp <= landed.value::timestamp)
;

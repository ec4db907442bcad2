-- How far files/flights.csv was read, by date

CREATE TABLE IF NOT EXISTS ai_etl_watermark (
  pipeline text NOT NULL,
  source   text NOT NULL,
  target   text NOT NULL,
  value    text,
  saved_at timestamp with time zone NOT NULL,
  PRIMARY KEY (pipeline, source, target)
)
;

INSERT INTO ai_etl_watermark (pipeline, source, target, saved_at)
VALUES ('flights-since', 'flights', 'mart', now())
ON CONFLICT DO NOTHING
;

SELECT value
FROM ai_etl_watermark
WHERE pipeline = 'flights-since' AND source = 'flights' AND target = 'mart'
;

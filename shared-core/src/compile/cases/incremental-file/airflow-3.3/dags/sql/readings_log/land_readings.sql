-- Takes the rows of files/readings.csv as they are

DROP TABLE IF EXISTS analytics.readings_log__readings
;

CREATE DATABASE IF NOT EXISTS analytics
;

CREATE TABLE analytics.readings_log__readings
(
  at     Nullable(DateTime64(6)),
  sensor Nullable(String),
  value  Nullable(Float64)
)
ENGINE = MergeTree
ORDER BY tuple()
;

INSERT INTO analytics.readings_log__readings (at, sensor, value) SETTINGS date_time_input_format = 'best_effort', input_format_csv_empty_as_default = 1, format_csv_null_representation = '' FORMAT CSVWithNames
;

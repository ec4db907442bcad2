-- Rows of log/app.events since the last load, by number; all of them on the first

{% set watermark = ti.xcom_pull(task_ids="watermark_events") %}
SELECT number, person, happened
FROM app.events
WHERE number > 100
  AND {% if watermark %}(number > CAST('{{ watermark }}' AS Nullable(UInt64))){% else %}TRUE{% endif %}
FORMAT CSVWithNames

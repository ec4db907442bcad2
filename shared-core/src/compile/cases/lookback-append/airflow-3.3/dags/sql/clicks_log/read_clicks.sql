-- Rows of app/public.clicks since 1d before the end of the last load, by happened; all of them on the first

{% set watermark = ti.xcom_pull(task_ids="watermark_clicks") %}
COPY (
  SELECT click, happened, page
  FROM public.clicks
  WHERE {% if watermark %}(happened >= '{{ watermark }}'::timestamp(6)){% else %}TRUE{% endif %}
) TO STDOUT WITH (FORMAT csv, HEADER true, NULL '\N')

-- Rows of shop/public.orders since the last load, by changed_at; all of them on the first

{% set watermark = ti.xcom_pull(task_ids="watermark_rows") %}
COPY (
  SELECT id, customer, amount, changed_at
  FROM public.orders
  WHERE amount >= {{ params["least"] }}
    AND {% if watermark %}(changed_at >= '{{ watermark }}+00'::timestamptz(6) OR changed_at IS NULL){% else %}TRUE{% endif %}
) TO STDOUT WITH (FORMAT csv, HEADER true, NULL '\N')

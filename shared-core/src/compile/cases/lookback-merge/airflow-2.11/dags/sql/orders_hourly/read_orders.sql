-- Rows of shop/app.orders since 1000 before the end of the last load, by number; all of them on the first

{% set watermark = ti.xcom_pull(task_ids="watermark_orders") %}
SELECT number, customer, amount
FROM app.orders
WHERE number > 100
  AND {% if watermark %}(number >= CAST('{{ watermark }}' AS Nullable(UInt64))){% else %}TRUE{% endif %}
FORMAT CSVWithNames

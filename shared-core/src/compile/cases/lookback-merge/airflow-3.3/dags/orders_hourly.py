"""Orders by their number, which is given before they are committed

shop/app.orders → warehouse/public.paid_orders (merge)

Compiled by AI-ETL from the spec orders-hourly (2c28b8378df3) for Airflow 3.3.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import Asset, DAG

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import ClickHouse, Copy, Postgres, Statements, Watermark  # noqa: E402

with DAG(
    dag_id="orders-hourly",
    description="Orders by their number, which is given before they are committed",
    schedule=timedelta(hours=1),
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "airflow",
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # Finds out where to start reading shop/app.orders: 1000 before the end of the last load, by number
    watermark_orders = Watermark(
        task_id="watermark_orders",
        database=Postgres("warehouse"),
        sql="sql/orders_hourly/watermark_orders.sql",
    )

    # What is new in shop/app.orders since then lands beside the target, row by row as it is
    land_orders = Copy(
        task_id="land_orders",
        source=ClickHouse("shop"),
        query="sql/orders_hourly/read_orders.sql",
        target=Postgres("warehouse"),
        sql="sql/orders_hourly/land_orders.sql",
    )

    # Works the rows out and publishes them into public.paid_orders (merge), and keeps how far the source was read
    publish_load = Statements(
        task_id="publish_load",
        database=Postgres("warehouse"),
        sql="sql/orders_hourly/publish_load.sql",
        lineage="sql/orders_hourly/publish_load.lineage.json",
        outlets=[Asset("warehouse/public.paid_orders")],
    )

    # Drops the landed tables
    clean_up_load = Statements(
        task_id="clean_up_load",
        database=Postgres("warehouse"),
        sql="sql/orders_hourly/clean_up_load.sql",
    )

    watermark_orders >> land_orders >> publish_load >> clean_up_load

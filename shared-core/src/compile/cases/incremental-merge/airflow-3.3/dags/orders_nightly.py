"""New and changed orders, every night

shop/public.orders → warehouse/analytics.orders (merge)

Compiled by AI-ETL from the spec orders-nightly (62ba1d81d256) for Airflow 3.3.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import Asset, DAG, Param
from airflow.timetables.interval import CronDataIntervalTimetable

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Check, ClickHouse, Copy, Postgres, Statements, Watermark  # noqa: E402

with DAG(
    dag_id="orders-nightly",
    description="New and changed orders, every night",
    schedule=CronDataIntervalTimetable("0 2 * * *", timezone="Europe/Moscow"),
    start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Moscow"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "analytics",
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
    },
    params={
        "least": Param(0, type="integer"),
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # Finds out where the last load of shop/public.orders ended, by changed_at
    watermark_rows = Watermark(
        task_id="watermark_rows",
        database=ClickHouse("warehouse"),
        sql="sql/orders_nightly/watermark_rows.sql",
    )

    # What is new in shop/public.orders since then lands beside the target, row by row as it is
    land_rows = Copy(
        task_id="land_rows",
        source=Postgres("shop"),
        query="sql/orders_nightly/read_rows.sql",
        target=ClickHouse("warehouse"),
        sql="sql/orders_nightly/land_rows.sql",
    )

    # Stops the run when rows break the rule "keys are unique"
    check_checked_keys_are_unique = Check(
        task_id="check_checked_keys_are_unique",
        database=ClickHouse("warehouse"),
        sql="sql/orders_nightly/check_checked_keys_are_unique.sql",
    )

    # Works the rows out and publishes them into analytics.orders (merge)
    publish_load = Statements(
        task_id="publish_load",
        database=ClickHouse("warehouse"),
        sql="sql/orders_nightly/publish_load.sql",
        lineage="sql/orders_nightly/publish_load.lineage.json",
        outlets=[Asset("warehouse/analytics.orders")],
    )

    # Keeps how far the sources were read; until then the same rows are merged again, which changes nothing
    keep_watermark_load = Statements(
        task_id="keep_watermark_load",
        database=ClickHouse("warehouse"),
        sql="sql/orders_nightly/keep_watermark_load.sql",
    )

    # Drops the landed tables
    clean_up_load = Statements(
        task_id="clean_up_load",
        database=ClickHouse("warehouse"),
        sql="sql/orders_nightly/clean_up_load.sql",
    )

    watermark_rows >> land_rows >> check_checked_keys_are_unique >> publish_load >> keep_watermark_load >> clean_up_load

"""orders-of-two-shops

north/shop.orders, south/shop.orders → south/marts.orders (merge)

Compiled by AI-ETL from the spec orders-of-two-shops (984b4bd890a3) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import ClickHouse, Copy, Postgres, Statements  # noqa: E402

with DAG(
    dag_id="orders-of-two-shops",
    description="orders-of-two-shops",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "airflow",
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # north/shop.orders lands beside the target, row by row as it is
    land_northern = Copy(
        task_id="land_northern",
        source=Postgres("north"),
        query="sql/orders_of_two_shops/read_northern.sql",
        target=ClickHouse("south"),
        sql="sql/orders_of_two_shops/land_northern.sql",
    )

    # Works the rows out and publishes them into marts.orders (merge)
    publish_mart = Statements(
        task_id="publish_mart",
        database=ClickHouse("south"),
        sql="sql/orders_of_two_shops/publish_mart.sql",
        lineage="sql/orders_of_two_shops/publish_mart.lineage.json",
        outlets=[Dataset("south/marts.orders")],
    )

    # Drops the landed tables
    clean_up_mart = Statements(
        task_id="clean_up_mart",
        database=ClickHouse("south"),
        sql="sql/orders_of_two_shops/clean_up_mart.sql",
    )

    land_northern >> publish_mart >> clean_up_mart

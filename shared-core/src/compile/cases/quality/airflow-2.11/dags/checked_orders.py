"""checked-orders

files/orders.csv → warehouse/orders (append)

Compiled by AI-ETL from the spec checked-orders (ad1472faf7af) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset
from airflow.providers.smtp.notifications.smtp import SmtpNotifier

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Check, Copy, File, Postgres, Statements  # noqa: E402

with DAG(
    dag_id="checked-orders",
    description="checked-orders",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "airflow",
    },
    on_failure_callback=[
        SmtpNotifier(to="data@example.org"),
    ],
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # files/orders.csv lands beside the target, row by row as it is
    land_orders = Copy(
        task_id="land_orders",
        source=File("files", "orders.csv"),
        target=Postgres("warehouse"),
        sql="sql/checked_orders/land_orders.sql",
    )

    # Stops the run when rows break the rule "numbers are unique"
    check_checked_numbers_are_unique = Check(
        task_id="check_checked_numbers_are_unique",
        database=Postgres("warehouse"),
        sql="sql/checked_orders/check_checked_numbers_are_unique.sql",
    )

    # Tells how many rows break the rule "a day has orders"
    check_checked_a_day_has_orders = Statements(
        task_id="check_checked_a_day_has_orders",
        database=Postgres("warehouse"),
        sql="sql/checked_orders/check_checked_a_day_has_orders.sql",
    )

    # Works the rows out and publishes them into orders (append)
    publish_mart = Statements(
        task_id="publish_mart",
        database=Postgres("warehouse"),
        sql="sql/checked_orders/publish_mart.sql",
        lineage="sql/checked_orders/publish_mart.lineage.json",
        outlets=[Dataset("warehouse/orders")],
    )

    # Drops the landed tables
    clean_up_mart = Statements(
        task_id="clean_up_mart",
        database=Postgres("warehouse"),
        sql="sql/checked_orders/clean_up_mart.sql",
    )

    land_orders >> check_checked_numbers_are_unique >> publish_mart >> clean_up_mart
    land_orders >> check_checked_a_day_has_orders >> clean_up_mart

"""sales-with-subtotals

shop/shop.sales → shop/marts.sales_totals (replace)
shop/shop.sales → shop/marts.sales_cube (replace)

Compiled by AI-ETL from the spec sales-with-subtotals (2040a57bd5f4) for Airflow 3.3.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow.sdk import Asset, DAG

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Postgres, Statements  # noqa: E402

with DAG(
    dag_id="sales-with-subtotals",
    description="sales-with-subtotals",
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
    # Works the rows out and publishes them into marts.sales_totals (replace)
    publish_mart = Statements(
        task_id="publish_mart",
        database=Postgres("shop"),
        sql="sql/sales_with_subtotals/publish_mart.sql",
        lineage="sql/sales_with_subtotals/publish_mart.lineage.json",
        outlets=[Asset("shop/marts.sales_totals")],
    )

    # Works the rows out and publishes them into marts.sales_cube (replace)
    publish_mart_cube = Statements(
        task_id="publish_mart_cube",
        database=Postgres("shop"),
        sql="sql/sales_with_subtotals/publish_mart_cube.sql",
        lineage="sql/sales_with_subtotals/publish_mart_cube.lineage.json",
        outlets=[Asset("shop/marts.sales_cube")],
    )

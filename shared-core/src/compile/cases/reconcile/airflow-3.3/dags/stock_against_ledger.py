"""stock-against-ledger

erp/stock, erp/ledger → erp/audit.gaps (replace)
erp/stock, erp/ledger → erp/audit.surplus (replace)

Compiled by AI-ETL from the spec stock-against-ledger (14bb528c1fc4) for Airflow 3.3.
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
    dag_id="stock-against-ledger",
    description="stock-against-ledger",
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
    # Works the rows out and publishes them into audit.gaps (replace)
    publish_mart = Statements(
        task_id="publish_mart",
        database=Postgres("erp"),
        sql="sql/stock_against_ledger/publish_mart.sql",
        lineage="sql/stock_against_ledger/publish_mart.lineage.json",
        outlets=[Asset("erp/audit.gaps")],
    )

    # Works the rows out and publishes them into audit.surplus (replace)
    publish_surplus = Statements(
        task_id="publish_surplus",
        database=Postgres("erp"),
        sql="sql/stock_against_ledger/publish_surplus.sql",
        lineage="sql/stock_against_ledger/publish_surplus.lineage.json",
        outlets=[Asset("erp/audit.surplus")],
    )

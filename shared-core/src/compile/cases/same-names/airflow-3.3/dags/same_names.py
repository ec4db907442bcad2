"""Steps called like tables, fields that replace themselves, words that SQL reserves

db/order → db/values (replace)

Compiled by AI-ETL from the spec same-names (e2271c4af7af) for Airflow 3.3.
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
    dag_id="same-names",
    description="Steps called like tables, fields that replace themselves, words that SQL reserves",
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
    # Works the rows out and publishes them into values (replace)
    publish_values = Statements(
        task_id="publish_values",
        database=Postgres("db"),
        sql="sql/same_names/publish_values.sql",
        lineage="sql/same_names/publish_values.lineage.json",
        outlets=[Asset("db/values")],
    )

"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.models.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "stock_against_ledger.py"), include_examples=False)
    assert bag.import_errors == {}
    dag = bag.dags["stock-against-ledger"]
    assert dag.task_ids and set(dag.task_ids) == {"publish_mart", "publish_surplus"}

"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.models.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "sales_with_subtotals.py"), include_examples=False)
    assert bag.import_errors == {}
    dag = bag.dags["sales-with-subtotals"]
    assert dag.task_ids and set(dag.task_ids) == {"publish_mart", "publish_mart_cube"}

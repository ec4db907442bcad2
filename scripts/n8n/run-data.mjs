/** What an execution left, in a form that scripts and tests can read. */

/** n8n prints log lines before and after the JSON, `--rawOutput` or not: the outermost braces at line starts count. */
export function parseExecution(stdout) {
  const start = stdout.search(/^\{$/m);
  const end = stdout.search(/^\}$(?![\s\S]*^\}$)/m);
  if (start < 0 || end < start) return undefined;
  return JSON.parse(stdout.slice(start, end + 1));
}

/**
 * `{ status, error, nodes }` of a run: per node the items of each output, the error, hints and the time.
 * n8n's own run data stay reachable under `raw`.
 */
export function summarize(run) {
  const { runData = {}, error, lastNodeExecuted } = run.data.resultData;
  const nodes = Object.fromEntries(
    Object.entries(runData).map(([name, tasks]) => [name, node(tasks.at(-1))]),
  );
  return { status: run.status, error: error && plainError(error), lastNodeExecuted, nodes, raw: run };
}

function node(task) {
  const outputs = (task.data?.main ?? []).map((items) => items ?? []);
  return {
    outputs,
    items: outputs[0] ?? [],
    json: (outputs[0] ?? []).map((item) => item.json),
    error: task.error && plainError(task.error),
    hints: task.hints ?? [],
    milliseconds: task.executionTime,
  };
}

function plainError({ message, description, context, node: at }) {
  return { message, description, itemIndex: context?.itemIndex, node: at?.name };
}

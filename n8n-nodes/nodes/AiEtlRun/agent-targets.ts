import type { Plan } from '@ai-etl/core';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../../runtime/call';
import { isTool } from '../../runtime/tool-answer';
import { words } from '../../runtime/words';

/**
 * What an agent writes may only load what a person has named: a pipeline of its own goes into no other table. A
 * specification that stands in the form word for word is the person's, whoever starts it.
 */
export function assertAgentMayLoad(call: Call, plan: Plan): void {
  const node = call.context.getNode();
  const isWrittenByPerson = !String(node.parameters.specification ?? '').includes('{{');
  if (!isTool(node) || isWrittenByPerson) return;
  const { agentTargets = '' } = call.parameter<{ agentTargets?: string }>('options', {});
  const patterns = agentTargets.split(',').map((one) => one.trim());
  for (const step of plan.spec.steps) {
    if (step.kind !== 'target') continue;
    const { connection, object } = step;
    if (patterns.some((pattern) => fits(pattern, object) || fits(pattern, `${connection}#${object}`)))
      continue;
    throw new NodeOperationError(node, words().agentMayNotLoad({ object, connection }), {
      description: words().agentTargets,
      itemIndex: call.itemIndex,
    });
  }
}

/** `*` stands for any part of a name. */
const fits = (pattern: string, name: string) =>
  pattern !== '' &&
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(name);

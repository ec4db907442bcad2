import type { PipelineSpecInput } from '../../spec';

type StepInput = PipelineSpecInput['steps'][number];

/** A chain of steps that grows at its end. */
export class Chain {
  readonly steps: StepInput[] = [];
  last = '';

  add(id: string, step: Record<string, unknown>): void {
    const taken = new Set(this.steps.map((each) => each.id));
    let name = id;
    for (let count = 2; taken.has(name); count += 1) name = `${id}_${count}`;
    this.steps.push({
      id: name,
      ...(this.last && step.kind !== 'source' && step.kind !== 'join' && step.kind !== 'union'
        ? { input: this.last }
        : {}),
      ...step,
    } as StepInput);
    this.last = name;
  }
}

/** A workflow of n8n as a document: from what is drawn to a pipeline, and what the forms of our nodes mean. */
export { parsePipeline, readWorkflow, specOfWorkflow, type WorkflowReading } from './translate';
export { isWorkflow } from './drawing';
export { canvasErrors, type NodeRefusal } from './errors';
export { Form } from './forms/form';
export { joinOf, unionOf } from './forms/join-form';
export { stepNameOfNode } from './forms/step-name-of-node';
export { columnSteps, sourceOf, targetOf, type WriteOptions } from './forms/system-forms';
export { transformForms, type StepPlace, type TransformOperation } from './forms/transform-forms';

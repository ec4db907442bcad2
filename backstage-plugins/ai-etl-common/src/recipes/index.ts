/** From the values of a Scaffolder form to a spec: one place for previews and for steps. */
export { type PickedTable, type PipelineForm } from './form-values';
export { recipeNames, specOfForm } from './recipes';

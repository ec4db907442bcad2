/**
 * Scaffolder actions of AI-ETL: a sentence or a form becomes a pipeline's repository.
 * @packageDocumentation
 */
export { scaffolderModuleAiEtl as default } from './module';

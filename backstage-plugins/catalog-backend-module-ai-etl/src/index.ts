/**
 * Pipelines and datasets of AI-ETL as catalog entities.
 * @packageDocumentation
 */
export { catalogModuleAiEtl as default } from './module';
export { aiEtlAnnotations } from './entities/annotations';
export { DATASET_TYPE } from './entities/dataset-entity';
export { PIPELINE_TYPE } from './entities/pipeline-entity';
export { aiEtlRelations } from './processor/relations';

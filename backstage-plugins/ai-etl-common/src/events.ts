/**
 * The topic of Backstage's events service on which the backend says that a pipeline changed: `{ name, action }`.
 * @public
 */
export const PIPELINE_TOPIC = 'ai-etl.pipeline';

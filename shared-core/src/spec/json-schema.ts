import { z } from 'zod';
import { pipelineSpecSchema } from './pipeline-spec';

/**
 * JSON Schema (draft 2020-12) of what a person may write, for editors and language models.
 * @public
 */
export function pipelineSpecJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(pipelineSpecSchema, { io: 'input' });
  return {
    $schema,
    title: 'AI-ETL pipeline',
    description:
      'A pipeline as people draw it and as everything else is compiled from (apiVersion ai-etl/v1)',
    ...rest,
  };
}

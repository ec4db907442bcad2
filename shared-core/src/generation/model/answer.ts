import { z } from 'zod';
import { pipelineSpecJsonSchema } from '../../spec';

/** What a model answers with; the spec is checked by itself. */
export const answerSchema = z.object({
  spec: z.record(z.string(), z.unknown()).nullish(),
  questions: z
    .array(
      z.object({
        about: z.string(),
        text: z.string(),
        options: z.array(z.union([z.string(), z.number(), z.boolean()])).default([]),
      }),
    )
    .max(10)
    .nullish(),
  explanation: z
    .array(
      z.object({ phrase: z.string(), became: z.string(), confidence: z.number().min(0).max(1).catch(0.7) }),
    )
    .max(100)
    .nullish()
    .catch([]),
});

/** A model's answer in form. */
export type Answer = z.infer<typeof answerSchema>;

/** JSON Schema of the answer, with the spec's own inside. */
export function answerJsonSchema(): Record<string, unknown> {
  const { $schema: _, $defs, ...spec } = pipelineSpecJsonSchema();
  return {
    type: 'object',
    properties: {
      spec: { anyOf: [spec, { type: 'null' }] },
      questions: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            about: { type: 'string' },
            text: { type: 'string' },
            options: { type: 'array', items: { type: 'string' } },
          },
          required: ['about', 'text', 'options'],
          additionalProperties: false,
        },
      },
      explanation: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            phrase: { type: 'string' },
            became: { type: 'string' },
            confidence: { type: 'number' },
          },
          required: ['phrase', 'became', 'confidence'],
          additionalProperties: false,
        },
      },
    },
    required: ['spec', 'questions', 'explanation'],
    additionalProperties: false,
    ...($defs ? { $defs } : {}),
  };
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipelineSpecJsonSchema } from './index';

const path = join(__dirname, '../../pipeline-spec.schema.json');

/** `UPDATE_GOLDEN=1` rewrites the published file; without it the file has to be current. */
it('publishes the JSON Schema that the code has', () => {
  const text = `${JSON.stringify(pipelineSpecJsonSchema(), null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, text);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

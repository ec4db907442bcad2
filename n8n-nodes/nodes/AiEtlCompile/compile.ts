import { compile, compileTargets, configFields } from '@ai-etl/core';
import type { Call } from '../../runtime/call';
import { item, type Outcome } from '../../runtime/operation';
import { arrivingPipeline } from '../../runtime/pipeline';
import { settingsOf } from '../../runtime/properties-of-fields';
import { readerLanguage } from '../../runtime/reader-language';

const mimeTypes: Record<string, string> = {
  json: 'application/json',
  md: 'text/markdown',
  py: 'text/x-python',
  sql: 'application/sql',
  yaml: 'application/yaml',
  yml: 'application/yaml',
};

/** An item for each file that the target makes: readable text, and the file itself. */
export async function compileCall(call: Call): Promise<Outcome> {
  const target = call.parameter<string>('target');
  const { files } = await compile(await arrivingPipeline(call), target, {
    ...options(call, target),
    language: readerLanguage(),
  });
  const field = call.text('binaryField') ?? 'data';
  return Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      const type = mimeTypes[path.split('.').at(-1) ?? ''] ?? 'text/plain';
      // With its folder: a DAG finds its queries where it was compiled to.
      const file = await call.context.helpers.prepareBinaryData(Buffer.from(text), path, type);
      return item({ target, path, text }, { binary: { [field]: file } });
    }),
  );
}

function options(call: Call, id: string): Record<string, unknown> {
  const target = compileTargets.find((one) => one.id === id);
  if (!target) return {};
  return settingsOf(
    call.parameter<Record<string, unknown>>(`options_${id}`, {}),
    configFields(target.options),
  );
}

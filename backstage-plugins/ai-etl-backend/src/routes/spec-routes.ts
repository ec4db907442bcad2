import { generateSpec, printSpec } from '@ai-etl/core';
import {
  connectionReadPermission,
  generatePermission,
  pipelineReadPermission,
  type Generated,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import { compiledOf } from '../pipelines/compiled';
import { describedSources } from '../pipelines/described-sources';
import { generationContext } from '../pipelines/generation-context';
import { readSpecWith, stepNodes } from '../pipelines/spec-reading';
import type { Portal } from '../portal';
import { readablePipeline } from './found';

/** What the core makes of specs and sentences: code, findings, specs. Nothing is stored. */
export function specRoutes(router: Router, portal: Portal): void {
  router.get('/v1/pipelines/:name/code', async (request, response) => {
    const row = await readablePipeline(portal, await portal.callerOf(request), request.params.name);
    const { target, version, options = [] } = request.query as unknown as CodeQuery;
    const { yaml, schemas } = await portal.pipelines.version(row, version);
    response.json(await compiledOf(yaml, target, keyValues(options), JSON.parse(schemas)));
  });

  router.post('/v1/validate', async (request, response) => {
    await (await portal.callerOf(request)).require(pipelineReadPermission);
    const reading = await readSpecWith(request.body.spec);
    const yaml = reading.spec && printSpec(reading.spec);
    response.json({ findings: reading.findings, steps: stepNodes(reading), yaml });
  });

  router.post('/v1/compile', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(pipelineReadPermission);
    const { spec, target, options } = request.body;
    const { schemas, facts } = await describedSources(portal, caller, spec);
    response.json(await compiledOf(spec, target, options, schemas, facts));
  });

  router.post('/v1/generate', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(generatePermission);
    const { text, name, owner, language, connections = [], answers } = request.body;
    if (connections.length > 0) await caller.require(connectionReadPermission);
    const context = await generationContext(portal, caller, connections, text);
    const result = await generateSpec(text, { ...context, language, answers });
    response.json(await generatedOf(result, { name, owner }));
  });
}

interface CodeQuery {
  target: string;
  version?: number;
  options?: string[];
}

const keyValues = (options: string[]) =>
  Object.fromEntries(
    options.map((option) => {
      const [key, ...value] = option.split('=');
      return [key, value.join('=')];
    }),
  );

async function generatedOf(
  result: Awaited<ReturnType<typeof generateSpec>>,
  own: { name?: string; owner?: string },
): Promise<Generated> {
  const found = result.status === 'ok' ? result.spec : result.draft;
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value));
  const spec = found && { ...found, ...given };
  const reading = spec && (await readSpecWith(spec));
  return {
    status: result.status,
    ...(result.status === 'ok'
      ? { spec }
      : {
          draft: spec,
          questions: result.questions.map((question) => ({ ...question, field: question.about })),
        }),
    yaml: spec && printSpec(spec),
    steps: reading && stepNodes(reading),
    explanation: result.explanation.map((one) => ({ ...one })),
  };
}

import { diffSpecs } from '@ai-etl/core';
import {
  pipelineRestorePermission,
  type PipelineVersion,
  type VersionDiff,
} from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Router } from 'express';
import type { VersionRow } from '../database/tables';
import { readPublication } from '../pipelines/publication';
import type { Portal } from '../portal';
import { audited } from './audited';
import { readablePipeline } from './found';

/** Versions of a pipeline: list, one, difference, roll back. */
export function versionRoutes(router: Router, portal: Portal): void {
  router.get('/v1/pipelines/:name/versions', async (request, response) => {
    const row = await readablePipeline(portal, await portal.callerOf(request), request.params.name);
    response.json({ items: (await portal.pipelines.versions(row)).map(versionOf) });
  });

  router.get('/v1/pipelines/:name/versions/:version', async (request, response) => {
    const row = await readablePipeline(portal, await portal.callerOf(request), request.params.name);
    const version = await portal.pipelines.version(row, Number(request.params.version));
    response.json({ ...versionOf(version), yaml: version.yaml, spec: JSON.parse(version.spec) });
  });

  router.get('/v1/pipelines/:name/diff', async (request, response) => {
    const row = await readablePipeline(portal, await portal.callerOf(request), request.params.name);
    const [from, to] = await Promise.all([
      portal.pipelines.version(row, Number(request.query.from)),
      portal.pipelines.version(row, Number(request.query.to)),
    ]);
    response.json(differenceOf(from, to));
  });

  router.post('/v1/pipelines/:name/rollback', async (request, response) => {
    const caller = await portal.callerOf(request);
    await caller.require(pipelineRestorePermission);
    const row = await readablePipeline(portal, caller, request.params.name);
    const { version, expectedVersion } = request.body;
    const published = await audited(
      portal,
      request,
      'pipeline-rollback',
      { pipeline: row.name, version },
      async () => {
        await caller.require(pipelineRestorePermission, row);
        const { yaml, schemas } = await portal.pipelines.version(row, version);
        const { created: _, ...saved } = await portal.pipelines.save(
          await readPublication(row.name, yaml, JSON.parse(schemas)),
          {
            who: caller.principal,
            action: 'rollback',
            message: `back to version ${version}`,
            expectedVersion,
          },
        );
        return saved;
      },
    );
    portal.news.tell(row.name, 'rollback');
    response.json({ ...published, url: portal.urlOf(row.name) });
  });
}

type VersionHead = Omit<VersionRow, 'yaml' | 'spec' | 'schemas'>;

const versionOf = ({
  version,
  hash,
  created_at,
  created_by,
  message,
  changes,
}: VersionHead): PipelineVersion => ({
  version,
  hash,
  createdAt: created_at,
  createdBy: created_by,
  message: message ?? undefined,
  changes,
});

/** The core's changes, one a path such as `steps.mart.mode`. */
function differenceOf(from: VersionRow, to: VersionRow): VersionDiff {
  const changes = diffSpecs(JSON.parse(from.spec), JSON.parse(to.spec)).flatMap(({ change, step, keys }) => {
    const path = step === undefined ? [] : ['steps', step];
    if (keys.length === 0) return [{ kind: change, path: path.join('.') }];
    return keys.map(({ key, before, after }) => ({
      kind: kindOf(before, after, change),
      path: [...path, key].join('.'),
      before,
      after,
    }));
  });
  return { from: from.version, to: to.version, fromYaml: from.yaml, toYaml: to.yaml, changes };
}

/** A key that came or went is said so, though the step that has it only changed. */
function kindOf(before: unknown, after: unknown, change: 'added' | 'removed' | 'changed') {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : change;
}

/** What `npm run lint` and `npm run api` do in the portal's workspace. */
import { basename, join } from 'node:path';
import { publishedPackages } from './pack.mjs';
import { backstage, installPortal, workspace } from './portal-rig.mjs';
import { nodeBinary, run } from '../environment.mjs';

const bin = (...path) => join(workspace, 'node_modules', ...path);

/** Types of exported names need no sentence of their own; those of the HTTP API stand in openapi.yaml, which names them. */
const passedOver = ['ae-undocumented', 'ae-wrong-input-file-type', 'ae-forgotten-export'];

/** Checks types, Backstage's lint and the API reports. @returns how many of them failed */
export async function checkPortal() {
  await installPortal();
  const types = await typesOfPortal();
  const lint = await backstage(workspace, ['repo', 'lint'], { allowFailure: true });
  const codes = [types, lint.code, ...(types === 0 ? [await apiReports({ check: true })] : [])];
  return codes.filter((code) => code !== 0).length;
}

/** Rewrites the API report of every package, `report.api.md`, or checks that it is as the package is. @returns 0 when all is well */
export async function portalReports({ check }) {
  await installPortal();
  return (await typesOfPortal()) || apiReports({ check });
}

/** Writes declarations, from which reports are made. */
async function typesOfPortal() {
  const words = [bin('typescript', 'bin', 'tsc'), '-p', '.'];
  return (await run(nodeBinary, words, { cwd: workspace, allowFailure: true })).code;
}

async function apiReports({ check }) {
  const packages = publishedPackages().map((folder) => basename(folder));
  const words = [
    '--omit-messages',
    passedOver.join(','),
    '--validate-release-tags',
    ...(check ? ['--ci'] : []),
  ];
  const tool = bin('@backstage', 'repo-tools', 'bin', 'backstage-repo-tools');
  const { code, output } = await run(nodeBinary, [tool, 'api-reports', ...packages, ...words], {
    cwd: workspace,
    allowFailure: true,
    quiet: true,
  });
  if (code !== 0) process.stderr.write(output);
  return code;
}

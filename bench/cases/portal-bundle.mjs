/** What the portal's frontend plugin adds to a Backstage app: its code and style, without what Backstage brings itself. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../scripts/environment.mjs';

export const title = 'The frontend plugin of the portal';
export const target = 'under 400 KB gzipped, without what Backstage itself brings';

const portal = join(root, 'backstage-plugins');
const require = createRequire(join(portal, 'package.json'));
/** In every app of the new frontend system already. */
const broughtByBackstage = ['@backstage/*', 'react', 'react-dom', 'react/*', 'react-dom/*', 'react-router', 'react-router-dom'];
const LARGEST = 4;

export async function measure() {
  const { build } = require('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: { plugin: join(portal, 'ai-etl', 'src', 'index.ts') },
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    write: false,
    metafile: true,
    outdir: 'out',
    absWorkingDir: portal,
    jsx: 'automatic',
    conditions: ['backstage', 'browser', 'import'],
    external: broughtByBackstage,
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'error',
  });
  const sizes = outputFiles.map((file) => ({ path: file.path, gzipped: gzipSync(file.contents, { level: 9 }).length }));
  const of = (files) => Math.round(files.reduce((sum, file) => sum + file.gzipped, 0) / 100) / 10;
  return [
    row('all of it', of(sizes)),
    row('of it scripts', of(sizes.filter(({ path }) => path.endsWith('.js')))),
    row('of it style', of(sizes.filter(({ path }) => path.endsWith('.css')))),
    row('loaded at the start of the app', of(sizes.filter(({ path }) => path.endsWith('/plugin.js')))),
    ...largest(metafile).map(([name, bytes]) => row(`minified, not gzipped: ${name}`, Math.round(bytes / 100) / 10)),
  ];
}

const row = (what, kilobytes) => ({ what, KB: kilobytes });

/** Packages that weigh most, before compression. */
function largest({ outputs }) {
  const weights = new Map();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1] ?? 'ours';
      weights.set(name, (weights.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...weights].sort((a, b) => b[1] - a[1]).slice(0, LARGEST);
}

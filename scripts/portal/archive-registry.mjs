/** A registry of a few packed packages, for npm in a folder whose .npmrc names it for their scope. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';

/**
 * Serves archives as npm's registry does.
 * @param packed - `[{ file, manifest }]`
 * @returns `{ url, close() }`
 */
export async function serveArchives(packed) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url.slice(1));
    const archive = packed.find(({ file }) => path === `archives/${basename(file)}`);
    if (archive) return response.end(readFileSync(archive.file));
    const named = packed.find(({ manifest }) => manifest.name === path);
    response.writeHead(named ? 200 : 404, { 'content-type': 'application/json' });
    return response.end(JSON.stringify(named ? document(named, url()) : { error: `no package "${path}"` }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = () => `http://127.0.0.1:${server.address().port}`;
  return { url: url(), close: () => server.close() };
}

function document({ file, manifest }, url) {
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  const dist = { tarball: `${url}/archives/${basename(file)}`, integrity };
  return {
    name: manifest.name,
    'dist-tags': { latest: manifest.version },
    versions: { [manifest.version]: { ...manifest, dist } },
  };
}

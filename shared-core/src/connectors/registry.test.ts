import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { connectors } from '.';

const source = join(__dirname, '..', 'local', 'testing', 'typescript-source.cjs');

/** What a process holds after it has loaded the whole core. */
function loadedBy(module: string): string[] {
  const script = `require(${JSON.stringify(module)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  return JSON.parse(
    execFileSync(process.execPath, ['--require', source, '-e', script], { encoding: 'utf8' }),
  ) as string[];
}

describe('the registry of connectors', () => {
  it('loads no driver and no native module with the core', () => {
    const files = loadedBy(join(__dirname, '..', 'index.ts'));
    const drivers = /node_modules\/(pg|pg-[a-z-]+|@duckdb|@clickhouse|libpg-query|chdb)\//;
    // What translates TypeScript for this test is no part of the core.
    const compiler = /node_modules\/@swc\//;
    expect(files.length).toBeGreaterThan(50);
    expect(
      files.filter((file) => drivers.test(file) || (file.endsWith('.node') && !compiler.test(file))),
    ).toEqual([]);
  });

  it('is sorted, and finds a system by id and by scheme', () => {
    const ids = connectors.all().map((connector) => connector.id);
    expect(ids).toEqual([...ids].sort());
    for (const connector of connectors.all()) {
      expect(connectors.get(connector.id)).toBe(connector);
      for (const scheme of connector.schemes)
        expect(connectors.forUri(`${scheme}://host/db`)).toBe(connector);
    }
  });

  it('names the nearest system when there is none of that name', () => {
    expect(() => connectors.get('postgersql')).toThrow(
      expect.objectContaining({
        code: 'connector.unknown-system',
        message: expect.stringContaining('Did you mean "postgresql"?'),
        hint: expect.stringContaining('postgresql'),
      }),
    );
  });

  it('declares every setting with a title in both languages', () => {
    for (const connector of connectors.all())
      for (const [name, field] of Object.entries(connector.configSchema.shape)) {
        const meta = (field as { meta(): Record<string, unknown> | undefined }).meta();
        expect({ connector: connector.id, name, ...meta }).toMatchObject({
          title: expect.any(String),
          titleRu: expect.stringMatching(/[а-яё]|^[A-Z]+$/i),
        });
      }
  });
});

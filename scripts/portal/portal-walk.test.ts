import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const mustRun = process.env.AI_ETL_ALL === '1';
if (!mustRun) console.warn('skipped: the walk through the portal needs Chromium (npm test -- --all)');

/** The steps as the script names them, so that each is a test of its own. */
const script = join(__dirname, 'walk.mjs');
const steps = [...readFileSync(script, 'utf8').matchAll(/^ {2}async '([^']+)'\(\)/gm)].map(
  ([, name]) => name!,
);

interface Seen {
  step: string;
  ok: boolean;
  error?: string;
}

(mustRun ? describe : describe.skip)('a platform team in a real portal', () => {
  const seen = new Map<string, Seen>();
  let home: string;

  beforeAll(async () => {
    expect(existsSync('/usr/bin/chromium')).toBe(true);
    home = mkdtempSync(join(tmpdir(), 'ai-etl-portal-'));
    const child = spawn(process.execPath, [script, '--home', home], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      if (!line.startsWith('{"step"')) continue; // an installer speaks there too
      const found = JSON.parse(line) as Seen;
      seen.set(found.step, found);
    }
  }, 900_000);

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it.each(steps)('%s', (step) => expect(seen.get(step)).toEqual({ step, ok: true }));
});

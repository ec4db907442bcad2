import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const mustRun = process.env.AI_ETL_ALL === '1';
if (!mustRun) console.warn('skipped: the pages of the portal need Chromium (npm test -- --all)');

const names = Object.keys(JSON.parse(readFileSync(join(__dirname, 'pages.json'), 'utf8')) as object);
const looks = ['light', 'dark'].flatMap((theme) => ['en', 'ru'].map((language) => `${theme}, ${language}`));
const steps = [
  ...looks.flatMap((look) => names.map((name) => `${name}, ${look}`)),
  'lineage by keyboard alone',
  'the picture of the lineage opens alone',
  'nothing scrolls sideways on a phone',
];

interface Seen {
  step: string;
  ok: boolean;
  error?: string;
}

(mustRun ? describe : describe.skip)('every page of a real portal is for everybody', () => {
  const seen = new Map<string, Seen>();
  let home: string;

  beforeAll(async () => {
    expect(existsSync('/usr/bin/chromium')).toBe(true);
    home = mkdtempSync(join(tmpdir(), 'ai-etl-pages-'));
    const child = spawn(process.execPath, [join(__dirname, 'pages.mjs'), '--home', home], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(child.stdout)) {
      if (!line.startsWith('{"step"')) continue; // an installer speaks there too
      const found = JSON.parse(line) as Seen;
      seen.set(found.step, found);
    }
  }, 900_000);

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it.each(steps)('%s', (step) => expect(seen.get(step)).toEqual({ step, ok: true }));
});

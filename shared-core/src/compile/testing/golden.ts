import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isAiEtlError } from '../../errors';
import { compile, type CompileOptions } from '../index';
import { cases, expectedFolder } from './cases';

/**
 * Compiles every case to a target and compares with what is committed under the case's folder. A new case or variant
 * is a new test; `UPDATE_GOLDEN=1` rewrites, and the author reads the diff.
 *
 * @param shared - files that are the same in every case, kept out of the folders
 * @param variants - options of the target by name of the folder, such as `sql-duckdb`
 */
export function goldenSuite(
  target: string,
  variants: Record<string, CompileOptions>,
  shared: string[] = [],
): void {
  describe.each(Object.entries(variants))('%s', (variant, options) => {
    it.each(cases.map((one) => [one.name, one] as const))('%s', async (name, { text, schemas }) => {
      const folder = expectedFolder(name, variant);
      const files = without(shared, await outcome(text, target, { schemas, ...options }));
      if (process.env.UPDATE_GOLDEN) rewriteFolder(folder, files);
      expect(readFolder(folder)).toEqual(files);
      // The same bytes for the same pipeline, also when it is read anew.
      expect(without(shared, await outcome(text, target, { schemas, ...options }))).toEqual(files);
    });
  });
}

const without = (paths: string[], files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));

/** What a target cannot say of a case is expected output too. */
async function outcome(
  text: string,
  target: string,
  options: CompileOptions,
): Promise<Record<string, string>> {
  try {
    return (await compile(text, target, options)).files;
  } catch (error) {
    if (!isAiEtlError(error) || error.code !== 'compile.cannot-say') throw error;
    return { 'refusals.txt': `${error.render('en')}\n\n${error.render('ru')}\n` };
  }
}

function rewriteFolder(folder: string, files: Record<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function readFolder(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

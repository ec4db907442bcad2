import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a dry run answers. */
export interface DryRun {
  directoryContents: { path: string; base64Content: string }[];
}

/** The files of a dry run by path. */
export const filesOf = ({ directoryContents }: DryRun): Record<string, string> =>
  Object.fromEntries(
    directoryContents.map(({ path, base64Content }) => [path, Buffer.from(base64Content, 'base64').toString('utf8')]),
  );

/** Writes files into a folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

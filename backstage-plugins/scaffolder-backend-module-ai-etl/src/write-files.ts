import { mkdir, mkdtemp, rename, rm, writeFile, cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';

/**
 * Writes files below a folder: beside it first, then over it, so that a failure leaves the folder as it was.
 * @throws where a path leads out of the folder
 */
export async function writeAllOrNothing(folder: string, files: { path: string; text: string }[]): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(join(dirname(folder), '.ai-etl-'));
  try {
    for (const { path, text } of files) {
      const file = resolveSafeChildPath(staging, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await cp(staging, folder, { recursive: true });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Makes a folder appear whole, or not at all. @param fill - writes into the folder that is not there yet */
export async function appearWhole(folder: string, fill: (staging: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(join(dirname(folder), '.making-'));
  try {
    await fill(staging);
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from './call';
import { words } from './words';

/**
 * The folder that n8n lets nodes read from, which is where our files lie: what the administrator has set, or n8n's
 * own default.
 */
export function allowedFolder(): string {
  const [first = ''] = (process.env.N8N_RESTRICT_FILE_ACCESS_TO ?? '~/.n8n-files').split(';');
  const folder = first.trim().replace(/^~(?=$|[/\\])/, homedir());
  return folder === '' ? homedir() : resolve(folder);
}

/** Settings of the file connection: a folder within what n8n allows. */
export async function fileSettings(call: Call, folder = ''): Promise<{ root: string }> {
  const root = isAbsolute(folder) ? folder : join(allowedFolder(), folder);
  const { helpers } = call.context;
  const path = await helpers.resolvePath(root).catch(() => undefined);
  if (path === undefined) throw refuse(call, words().noFolder({ folder: root }));
  if (helpers.isFilePathBlocked(path)) throw refuse(call, words().forbiddenFolder({ folder: root }));
  return { root };
}

const refuse = ({ context, itemIndex }: Call, message: string) =>
  new NodeOperationError(context.getNode(), message, {
    description: words().allowedFolder({ folder: allowedFolder() }),
    itemIndex,
  });

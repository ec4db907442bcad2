import { join } from 'node:path';
import { stepName } from '@ai-etl/core';
import { allowedFolder, fileSettings } from '../../runtime/file-settings';
import type { OwnSettings } from '../../runtime/system/system-node';

/** The folder is a field of the node: files have no credential. */
export const folder: OwnSettings = {
  properties: [
    {
      displayName: 'Folder',
      name: 'folder',
      type: 'string',
      default: '',
      placeholder: 'e.g. incoming/2026',
      description:
        'Where the files lie, within the folder that n8n lets nodes read from (N8N_RESTRICT_FILE_ACCESS_TO). That folder itself when empty.',
    },
  ],
  async settings(call) {
    const inside = call.text('folder');
    return {
      name: inside ? stepName(`files ${inside}`) : 'files',
      settings: await fileSettings(call, inside),
    };
  },
  listSettings: async (context) => ({
    root: join(allowedFolder(), String(context.getCurrentNodeParameter('folder') ?? '')),
  }),
};

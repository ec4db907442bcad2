import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

/** The incoming fields as the hidden field carries them: a line each, name and type separated by a tab. */
export const methods = {
  loadOptions: {
    async getIncomingFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
      const lines = String(this.getCurrentNodeParameter('incomingFields') ?? '');
      if (lines === '' || lines.startsWith('=')) return [];
      return lines.split('\n').map((line) => {
        const [name = '', type = ''] = line.split('\t');
        return { name, value: name, description: type };
      });
    },
  },
};

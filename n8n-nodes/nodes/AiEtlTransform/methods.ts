import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

export const methods = {
  loadOptions: {
    /** The incoming fields, as the hidden field carries them; empty before the node before has run. */
    async getIncomingFields(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
      const text = this.getCurrentNodeParameter('incomingFields');
      if (typeof text !== 'string' || !text.startsWith('{')) return [];
      const fields = JSON.parse(text) as Record<string, string>;
      return Object.entries(fields).map(([name, type]) => ({ name, value: name, description: type }));
    },
  },
};

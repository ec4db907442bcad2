import type { INodeTypeDescription } from 'n8n-workflow';

/** Write has a second output, for the rows that were set aside. */
export const outputsOfSystem: INodeTypeDescription['outputs'] =
  '={{ $parameter["operation"] === "write" ? [{ type: "main", displayName: "Loaded" }, { type: "main", displayName: "Rejected Rows" }] : ["main"] }}';

import type { INodeTypeDescription } from 'n8n-workflow';

/** Write has a second output, for the rows that were set aside. */
export const outputsOfSystem: INodeTypeDescription['outputs'] =
  '={{ $parameter["operation"] === "write" ? [{ type: "main", displayName: "Loaded" }, { type: "main", displayName: "Rejected" }] : ["main"] }}';

/** What the node does, and to which table or file; n8n gives a locator here as its value or as an object. */
export const systemSubtitle =
  '={{ (($o) => $parameter["operation"] + ($o ? ": " + ($o.value ?? $o) : ""))($parameter["operation"] === "write" ? $parameter["target"] : ["read", "readRows", "describe", "profile"].includes($parameter["operation"]) ? $parameter["object"] : "") }}';

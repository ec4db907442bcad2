import type { INodeTypeDescription } from 'n8n-workflow';
import { readerLanguage } from '../reader-language';

/** An expression, which the catalogue of forms does not look into. */
const outputs = readerLanguage() === 'ru' ? ['Загружено', 'Отложено'] : ['Loaded', 'Rejected'];
const named = JSON.stringify(outputs.map((displayName) => ({ type: 'main', displayName })));

/** Write has a second output, for the rows that were set aside. */
export const outputsOfSystem: INodeTypeDescription['outputs'] = `={{ $parameter["operation"] === "write" ? ${named} : ["main"] }}`;

/** What the node does, and to which table or file; n8n gives a locator here as its value or as an object. */
export const systemSubtitle =
  '={{ (($o) => $parameter["operation"] + ($o ? ": " + ($o.value ?? $o) : ""))($parameter["operation"] === "write" ? $parameter["target"] : ["read", "readRows", "describe", "profile"].includes($parameter["operation"]) ? $parameter["object"] : "") }}';

/** `npm run openapi`: rewrites what is made from src/schema/openapi.yaml: types here, the validator's copy in the backend. */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import prettier from 'prettier';
import { parse } from 'yaml';

const schema = new URL('../src/schema/openapi.yaml', import.meta.url);
const mark = '// Made from openapi.yaml by `npm run openapi`; do not edit.\n';
writeFileSync(
  new URL('../src/schema/openapi.generated.ts', import.meta.url),
  mark + astToString(await openapiTS(schema)),
);
const document = JSON.stringify(parse(readFileSync(schema, 'utf8')), undefined, 2);
const copy = `${mark}/** The API as the router checks it. */\nexport const spec = ${document} as const;\n`;
// As the house formats its code, so that a difference shows what has changed.
const style = { parser: 'typescript', singleQuote: true, printWidth: 110, trailingComma: 'all' };
writeFileSync(
  new URL('../../ai-etl-backend/src/schema/openapi.generated.ts', import.meta.url),
  await prettier.format(copy, style),
);

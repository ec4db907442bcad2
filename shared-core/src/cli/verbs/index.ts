import type { Verb } from '../verb';
import { advise } from './advise';
import { compile } from './compile';
import { copy } from './copy';
import { ddl } from './ddl';
import { deploy } from './deploy';
import { generate } from './generate';
import { lineage } from './lineage';
import { local } from './local';
import { profile } from './profile';
import { publish } from './publish';
import { relate } from './relate';
import { report } from './report';
import { run } from './run';
import { test } from './test';
import { transpile } from './transpile';
import { validate } from './validate';

/** The verbs, in the order of a pipeline's life. @internal */
export const verbs: Verb[] = [
  test,
  profile,
  relate,
  advise,
  ddl,
  copy,
  generate,
  validate,
  run,
  compile,
  deploy,
  publish,
  transpile,
  lineage,
  report,
  local,
];

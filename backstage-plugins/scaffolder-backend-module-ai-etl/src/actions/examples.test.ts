import { parse } from 'yaml';
import { portalForTests } from '../testing/portal-for-tests';
import { examples as compile } from './compile.examples';
import { examples as draft } from './draft.examples';
import { examples as generate } from './generate.examples';
import { examples as register } from './register.examples';
import { examples as reserve } from './reserve.examples';
import { examples as retract } from './retract.examples';
import { examples as save } from './save.examples';

jest.setTimeout(60_000);
const portal = portalForTests();
const all = { compile, draft, generate, register, reserve, retract, save };

describe('examples of the actions', () => {
  it.each(Object.entries(all).flatMap(([action, examples]) => examples.map(({ description, example }) => [action, description, example])))(
    'ai-etl:%s: %s',
    async (_, _description, example) => {
      const { status, body } = await portal.dryRunSteps(parse(example!).steps);
      expect([status, body.error]).toEqual([200, undefined]);
    },
  );
});

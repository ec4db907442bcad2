import { compile } from '../index';
import { goldenSuite } from '../testing/golden';

goldenSuite('diagram', {
  'diagram-en': { language: 'en' },
  'diagram-ru': { language: 'ru', direction: 'TB' },
});

it('keeps the text of a step from breaking out of its label', async () => {
  const spec = {
    apiVersion: 'ai-etl/v1',
    name: 'px',
    connections: { c: { system: 'file' } },
    steps: [
      {
        id: 's',
        kind: 'source',
        connection: 'c',
        object: '"]; click s1 "javascript:alert(1)" #quot; <b>`x`</b>.csv',
      },
      { id: 'f', kind: 'filter', input: 's', where: 'a < 1 and\n"b" > 2' },
    ],
  };
  const { files } = await compile(spec, 'diagram');
  const lines = files['px.mmd']!.split('\n');
  expect(lines[5]).toBe(
    '  s1[("<b>s</b><br/>c: #34;]; click s1 #34;javascript:alert(1)#34; #35;quot; #60;b#62;#96;x#96;#60;/b#62;.csv")]:::data',
  );
  expect(lines[6]).toBe('  s2["<b>f</b><br/>a #60; 1 and #34;b#34; #62; 2"]:::step');
});

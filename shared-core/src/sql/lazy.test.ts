it('loads neither grammar nor second parser when it is imported', () => {
  const loaded: string[] = [];
  const trap = (name: string) =>
    jest.doMock(name, () => {
      loaded.push(name);
      return {};
    });
  trap('libpg-query');
  trap('node-sql-parser/build/postgresql');
  jest.isolateModules(() => require('.'));
  expect(loaded).toEqual([]);
});

it('says that the grammar is missing, not something else', () => {
  jest.isolateModules(() => {
    const { parseExpression } = require('.') as typeof import('.');
    expect(() => parseExpression('1')).toThrow(
      expect.objectContaining({ code: 'sql.not-ready', kind: 'internal' }),
    );
  });
});

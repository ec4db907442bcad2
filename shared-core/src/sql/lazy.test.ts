it('loads neither grammar nor second parser when it is imported', async () => {
  const loaded: string[] = [];
  const trap = (name: string) =>
    jest.doMock(name, () => {
      loaded.push(name);
      return {};
    });
  trap('libpg-query');
  trap('node-sql-parser/build/postgresql');
  await jest.isolateModulesAsync(() => import('.').then(() => undefined));
  expect(loaded).toEqual([]);
});

it('says that the grammar is missing, not something else', async () => {
  await jest.isolateModulesAsync(async () => {
    const { parseExpression } = await import('.');
    expect(() => parseExpression('1')).toThrow(
      expect.objectContaining({ code: 'sql.not-ready', kind: 'internal' }),
    );
  });
});

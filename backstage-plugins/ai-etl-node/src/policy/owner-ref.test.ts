import { ownerRefOf } from './owner-ref';

it.each([
  ['analytics', 'group:default/analytics'],
  [' Analytics ', 'group:default/analytics'],
  ['group:data/Core', 'group:data/core'],
  ['data/core', 'group:data/core'],
  ['user:ivan', 'user:default/ivan'],
  ['ivan@example.org', 'user:default/ivan_example.org'],
  ['Отдел аналитики', 'group:default/отдел-аналитики'],
  ['DWH: core / loads', 'group:default/dwh-core-loads'],
  ['a/b/c', 'group:default/a-b-c'],
  ['@@', 'group:default/unknown'],
  ['', 'group:default/unknown'],
  [undefined, 'group:default/unknown'],
])('owner %p is %s', (owner, ref) => {
  expect(ownerRefOf(owner)).toBe(ref);
  expect(ownerRefOf(ref)).toBe(ref);
});

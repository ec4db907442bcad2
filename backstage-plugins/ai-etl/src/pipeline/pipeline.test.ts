import type { Translate } from '../translation';
import { changeInWords } from './change-words';
import { sideBySide } from './side-by-side';

const lines = (rows: ReturnType<typeof sideBySide>) =>
  rows.map((row) => `${row.before?.line ?? '·'}|${row.after?.line ?? '·'}`);

describe('sideBySide', () => {
  it('pairs what changed and leaves gaps where a side has nothing', () => {
    expect(lines(sideBySide('a\nb\nc\n', 'a\nB\nx\nc\n'))).toEqual(['a|a', 'b|B', '·|x', 'c|c']);
    expect(lines(sideBySide('a\nb\n', 'b\n'))).toEqual(['a|·', 'b|b']);
  });

  it('folds long equal stretches and numbers lines as each text does', () => {
    const head = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
    const rows = sideBySide(`${head}\nold\nend\n`, `${head}\nnew\nmore\nend\n`);
    expect(rows[0]).toEqual({ kind: 'fold', hidden: 17 });
    expect(rows[rows.length - 1]).toMatchObject({ before: { number: 22 }, after: { number: 23 } });
  });

  it('gives back both texts, whatever they are', () => {
    const words = ['a', 'b', 'c', 'd'];
    let seed = 11;
    const text = () =>
      Array.from({ length: 12 }, () => words[(seed = (seed * 16807) % 2147483647) % 4]).join('\n');
    for (let round = 0; round < 50; round++) {
      const [before, after] = [text(), text()];
      const rows = sideBySide(before, after).filter((row) => row.kind === 'changed' || row.kind === 'same');
      const changed = rows
        .filter((row) => row.kind === 'same')
        .every((row) => row.before!.line === row.after!.line);
      expect(changed).toBe(true);
      const hidden = sideBySide(before, after).reduce((sum, row) => sum + (row.hidden ?? 0), 0);
      expect(rows.filter((row) => row.before).length + hidden).toBe(12);
      expect(rows.filter((row) => row.after).length + hidden).toBe(12);
    }
  });
});

describe('changeInWords', () => {
  const t = ((key: string, holes: Record<string, string>) =>
    `${key} ${JSON.stringify(holes)}`) as unknown as Translate;

  it('quotes texts, writes the rest as JSON and shortens what is long', () => {
    expect(changeInWords({ kind: 'changed', path: 'steps.a.where', before: 'x > 1', after: 2 }, t)).toBe(
      'versions.changedWords {"path":"steps.a.where","before":"“x > 1”","after":"2"}',
    );
    expect(changeInWords({ kind: 'added', path: 'p', after: 'y'.repeat(500) }, t).length).toBeLessThan(250);
  });
});

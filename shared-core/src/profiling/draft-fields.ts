import { breathe } from '../event-loop';
import { draftField, rawExpression, type FieldDraft } from './field-draft';
import { enumerableLimit, type Scan } from './scan';
import { statKind } from './stat-kind';

/** Rows of the head that are looked at value by value. */
const looked = 2000;
/** A quarter of the head has d values, the whole more than twice as many: the domain is still growing. */
const growth = 2;

/** What the first rows say, before the whole is read. @internal */
export interface Head {
  drafts: FieldDraft[];
  /** Rows in their order, a text for each field. */
  rows: (string | null)[][];
}

/** Takes each field for what the first rows say; the scan over all rows confirms or corrects it. @internal */
export async function draftFields(scan: Scan): Promise<Head> {
  const raw = scan.fields.map((field) => draftField(field, [], true));
  const rows = await lookAt(scan, raw);
  const isGrowing = await growingFields(scan, raw);
  const drafts: FieldDraft[] = [];
  for (const [index, field] of scan.fields.entries()) {
    const sample = rows.flatMap((row) => row[index] ?? []);
    drafts.push(draftField(field, sample, !isGrowing[index]));
    await breathe();
  }
  return { drafts, rows };
}

async function lookAt(scan: Scan, drafts: FieldDraft[]): Promise<(string | null)[][]> {
  const { dialect } = scan;
  const texts = drafts.map((draft) => dialect.text(rawExpression(draft, dialect)));
  if (dialect.firstRows) {
    const [found] = await scan.query(dialect.firstRows(texts, scan.head, looked));
    return JSON.parse(found?.rows ?? '[]') as (string | null)[][];
  }
  const columns = texts.map((text, i) => `${text} AS c${i}`);
  const rows = await scan.query(`SELECT ${columns.join(', ')} FROM ${scan.head} AS h LIMIT ${looked}`);
  return rows.map((row) => drafts.map((_, index) => row[`c${index}`] ?? null));
}

async function growingFields(scan: Scan, drafts: FieldDraft[]): Promise<boolean[]> {
  const { dialect } = scan;
  const counts = drafts.map(
    (draft, i) => `${dialect.text(dialect.roughDistinct(rawExpression(draft, dialect)))} AS c${i}`,
  );
  const select = `SELECT ${dialect.text('count(*)')} AS n, ${counts.join(', ')} FROM`;
  const [whole] = await scan.query(`${select} ${scan.head} AS h`);
  const isAll = Number(whole?.n ?? 0) < scan.headRows;
  const [quarter] = isAll
    ? [undefined]
    : await scan.query(
        `${select} (SELECT * FROM ${scan.head} AS h LIMIT ${Math.floor(scan.headRows / 4)}) AS q`,
      );
  return drafts.map((draft, index) => {
    const distinct = Number(whole?.[`c${index}`] ?? 0);
    if (statKind(draft.field.type) === 'bytes' || distinct > enumerableLimit) return true;
    return quarter !== undefined && distinct > 100 && distinct > growth * Number(quarter[`c${index}`] ?? 0);
  });
}

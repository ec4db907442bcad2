import { refuse, shown } from '../drawn-form';

const name = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const field = /^\$json\s*(?:\.\s*([\p{L}_$][\p{L}\p{N}_$]*)|\[\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*\])$/u;
const number = /^-?\d+(\.\d+)?$/;
const piece =
  /\$json\s*\.\s*[\p{L}_$][\p{L}\p{N}_$]*|\$json\s*\[\s*(?:"[^"\\]*"|'[^'\\]*')\s*\]|\d+(?:\.\d+)?|[-+*()]|\s+/uy;

/** What a cell of a native node's form says: a field of the item, a value, or arithmetic over both. */
export type Cell = { field: string } | { value: string | number | boolean } | { expression: string };

/**
 * Reads a cell, n8n's expressions too as far as SQL says the same: a field of the item, a literal, and sums and products
 * where the form says that the result is a number.
 *
 * @throws a refusal for any other JavaScript
 */
export function readCell(cell: unknown, where: string, type?: string): Cell {
  if (typeof cell === 'number' || typeof cell === 'boolean') return { value: cell };
  if (typeof cell !== 'string')
    throw refuse(
      `"${where}" is not one value (${typeof cell})`,
      `«${where}» — не одно значение (${typeof cell})`,
    );
  if (!cell.startsWith('=')) return { value: cell };
  const code = /^\{\{([\s\S]*)\}\}$/.exec(cell.slice(1).trim())?.[1]?.trim();
  if (code === undefined || code.includes('{{')) {
    if (!cell.includes('{{')) return { value: cell.slice(1) };
    throw unsaid(cell.slice(1), where);
  }
  const [found, dotted, double, single] = field.exec(code) ?? [];
  if (found !== undefined) return { field: (dotted ?? double ?? single)! };
  if (number.test(code)) return { value: Number(code) };
  if (code === 'true' || code === 'false') return { value: code === 'true' };
  const literal = /^"([^"\\]*)"$|^'([^'\\]*)'$/.exec(code);
  if (literal) return { value: literal[1] ?? literal[2] ?? '' };
  if (type === 'number') return { expression: arithmetic(code, where) };
  throw unsaid(code, where);
}

const unsaid = (code: string, where: string) =>
  refuse(
    `"${where}" is JavaScript (${shown(code)}); write it as SQL in ETL Transform`,
    `«${where}» — это JavaScript (${shown(code)}); напишите его на SQL в ETL Transform`,
  );

/** Products and sums of fields and numbers mean the same in both languages; a quotient does not (7 / 2). */
function arithmetic(code: string, where: string): string {
  const pieces: string[] = [];
  piece.lastIndex = 0;
  for (let at = 0; at < code.length; at = piece.lastIndex) {
    piece.lastIndex = at;
    const [found] = piece.exec(code) ?? [];
    if (found === undefined) throw unsaid(code, where);
    const [, dotted, double, single] = field.exec(found) ?? [];
    const named = dotted ?? double ?? single;
    pieces.push(named === undefined ? found : quoted(named));
  }
  return pieces.join('').trim();
}

/** A field's name as an expression says it. */
export const quoted = (field: string): string =>
  /^[\p{Ll}_][\p{Ll}\p{N}_]*$/u.test(field) ? field : `"${field.replaceAll('"', '""')}"`;

/** A value as an expression says it. */
export const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** A field of a table by the name that a form gives; n8n reads a dot as a way into an object. */
export function columnName(value: unknown, where: string): string {
  const cell = readCell(value, where);
  const text = 'value' in cell ? String(cell.value).trim() : '';
  if (text === '') throw refuse(`"${where}" names no field`, `«${where}» не называет поле`);
  if (text.includes('.') && !name.test(text))
    throw refuse(
      `"${text}" is a way into an object; a table has plain fields`,
      `«${text}» — путь внутрь объекта; у таблицы простые поля`,
    );
  return text;
}

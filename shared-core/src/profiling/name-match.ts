/**
 * How well the name of a field points to a table's key.
 * @internal
 */
export interface NamePair {
  child: { dataset: string; field: string };
  parent: { dataset: string; field: string };
}

/** Words that say "this identifies something", and nothing of what. */
const keyWords = new Set([
  'id',
  'key',
  'code',
  'no',
  'nr',
  'num',
  'number',
  'uuid',
  'guid',
  'fk',
  'pk',
  'ref',
  'ид',
  'код',
  'номер',
  'ключ',
]);

/** Words that many tables have for different things. */
const commonWords = new Set([
  'name',
  'title',
  'type',
  'status',
  'date',
  'value',
  'description',
  'comment',
  'year',
  'имя',
  'название',
  'тип',
  'статус',
  'дата',
]);

/** Roles, and the tables whose rows play them. */
const roles: { roles: string[]; tables: string[] }[] = [
  {
    roles: [
      'rep',
      'representative',
      'manager',
      'agent',
      'assignee',
      'owner',
      'author',
      'seller',
      'salesperson',
      'supervisor',
      'boss',
      'operator',
      'editor',
      'creator',
      'approver',
      'driver',
      'teacher',
      'doctor',
      'менеджер',
      'автор',
      'исполнитель',
      'ответственный',
      'продавец',
    ],
    tables: [
      'employee',
      'staff',
      'user',
      'worker',
      'person',
      'people',
      'personnel',
      'сотрудник',
      'пользователь',
      'работник',
    ],
  },
  {
    roles: [
      'buyer',
      'client',
      'payer',
      'purchaser',
      'customer',
      'patron',
      'покупатель',
      'клиент',
      'плательщик',
      'заказчик',
    ],
    tables: [
      'customer',
      'client',
      'buyer',
      'user',
      'account',
      'person',
      'клиент',
      'покупатель',
      'контрагент',
    ],
  },
  {
    roles: [
      'origin',
      'destination',
      'departure',
      'arrival',
      'dest',
      'from',
      'to',
      'откуда',
      'куда',
      'отправление',
      'прибытие',
    ],
    tables: [
      'airport',
      'station',
      'location',
      'city',
      'port',
      'warehouse',
      'place',
      'аэропорт',
      'станция',
      'город',
      'склад',
    ],
  },
];

/** Words of a row that points to another row of its own table. */
const ownRoles = new Set([
  'parent',
  'report',
  'superior',
  'manager',
  'boss',
  'supervisor',
  'chief',
  'previous',
  'root',
  'родитель',
  'руководитель',
  'начальник',
  'предыдущий',
]);

/** Rules from sure to weak; the first that fits says how much the names speak for the pair, from 0 to 1. @internal */
export function nameMatch({ child, parent }: NamePair): number {
  const words = meaning(child.field);
  const [table, key] = [meaning(tableOf(parent.dataset)), meaning(parent.field)];
  const isSame = child.field.toLowerCase() === parent.field.toLowerCase();
  const rest = words.filter((word) => !keyWords.has(word));
  const keyRest = key.filter((word) => !keyWords.has(word));
  if (rest.length === 0) return 0;
  if (sameWords(rest, table)) return 1;
  if (isSame && keyRest.some((word) => !commonWords.has(word))) return 0.95;
  if (endsWith(rest, table)) return 0.85;
  if (keyRest.length > 0 && !keyRest.every((word) => commonWords.has(word)) && endsWith(rest, keyRest))
    return 0.8;
  if (child.dataset === parent.dataset && rest.some((word) => ownRoles.has(word))) return 0.8;
  if (abbreviates(rest, table)) return 0.75;
  const table1 = table.at(-1) ?? '';
  return roles.some((row) => row.tables.includes(table1) && rest.some((word) => row.roles.includes(word)))
    ? 0.7
    : 0;
}

/** File name without folder and ending, table without schema. */
function tableOf(dataset: string): string {
  const file = dataset.replace(/\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet)(?:\.(?:gz|zst))?$/i, '');
  return file.split(/[/\\.#]/).at(-1) ?? file;
}

/** `SupportRepId` → support rep id; `order_lines` → order line. */
const meaning = (name: string): string[] =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => singular(word.toLowerCase()));

function singular(word: string): string {
  if (/^[a-z]{2,}ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/^[a-z]{3,}(?:s|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/^[a-z]{3,}[^su]s$/.test(word)) return word.slice(0, -1);
  return /^[а-яё]{4,}[ыи]$/.test(word) ? word.slice(0, -1) : word;
}

const sameWords = (a: string[], b: string[]) => a.join(' ') === b.join(' ');
const endsWith = (words: string[], tail: string[]) =>
  tail.length > 0 && words.length > tail.length && sameWords(words.slice(-tail.length), tail);

/** `cust` for customer, `dept` for department: the same first letters, at least three. */
const abbreviates = (words: string[], table: string[]) =>
  words.length === table.length &&
  words.every((word, index) => {
    const whole = table[index] ?? '';
    return (
      word.length >= 3 &&
      (whole.startsWith(word) || (whole.startsWith(word.slice(0, 3)) && isSubsequence(word, whole)))
    );
  });

function isSubsequence(word: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === word[at]) at++;
  return at === word.length;
}

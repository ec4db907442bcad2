import { defineErrors, isAiEtlError } from '../errors';
import type { Localized } from '../language';
import { orNearest } from '../names';

/** Every error of an open system names its connection. */
interface On {
  connection: string;
}
/** `connecting`: before the server let anybody in. */
type Lost = On & { connecting?: boolean };
type Missing = On & { object: string; nearest: string[] };
/** Servers do not always say which right is missing, or on what; `detail` is what they say. */
type Denied = On & { user: string; right?: string; object?: string; grant?: string; detail?: string };
/** What the server said, for what has no wording of ours; `at` is the character of the statement, from 1. */
type Said = On & { detail: string; at?: number };

const list = (names: string[]) => names.map((name) => `"${name}"`).join(', ');
const список = (names: string[]) => names.map((name) => `«${name}»`).join(', ');
const value = (text: string | undefined) => (text === undefined ? '' : ` "${text}"`);
const значение = (text: string | undefined) => (text === undefined ? '' : ` «${text}»`);

const lacking = {
  en: ({ right, object, detail }: Denied) =>
    [`${right ? `${right} ` : ''}${object ? `on ${object}` : 'to do this'}`, detail]
      .filter(Boolean)
      .join(': '),
  ru: ({ right, object, detail }: Denied) =>
    [`${right ? `${right} ` : ''}${object ? `на ${object}` : 'на это'}`, detail].filter(Boolean).join(': '),
};

/** Errors of all connectors: each system maps its own codes to these. @public */
export const connectorErrors = defineErrors('connector', {
  'unknown-system': {
    kind: 'input',
    message: {
      en: (p: { system: string; known: string[]; nearest: string[] }) =>
        `"${p.system}" is not a system that is known here${orNearest.en(p.nearest)}`,
      ru: (p: { system: string; known: string[]; nearest: string[] }) =>
        `система «${p.system}» здесь неизвестна${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: { known: string[] }) => `Known: ${p.known.join(', ')}.`,
      ru: (p: { known: string[] }) => `Известны: ${p.known.join(', ')}.`,
    },
  },
  'bad-uri': {
    kind: 'input',
    message: {
      en: (p: { uri: string; example: string }) => `the address "${p.uri}" cannot be read`,
      ru: (p: { uri: string; example: string }) => `адрес «${p.uri}» не читается`,
    },
    hint: {
      en: (p: { example: string }) => `Write it like ${p.example}; special characters of a password as %XX.`,
      ru: (p: { example: string }) => `Пишите так: ${p.example}; особые знаки в пароле — как %XX.`,
    },
  },
  'bad-settings': {
    kind: 'input',
    message: {
      en: (p: On & { problems: Localized[] }) =>
        `connection "${p.connection}": ${p.problems.map((problem) => problem.en).join('; ')}`,
      ru: (p: On & { problems: Localized[] }) =>
        `подключение «${p.connection}»: ${p.problems.map((problem) => problem.ru).join('; ')}`,
    },
  },
  'wrong-password': {
    kind: 'input',
    message: {
      en: (p: On & { user: string }) =>
        `connection "${p.connection}": the server does not let user "${p.user}" in`,
      ru: (p: On & { user: string }) =>
        `подключение «${p.connection}»: сервер не пускает пользователя «${p.user}»`,
    },
    hint: {
      en: () => 'Check user and password of the connection, and that the server admits this address.',
      ru: () => 'Проверьте имя и пароль подключения и то, что сервер принимает этот адрес.',
    },
  },
  'host-not-found': {
    kind: 'input',
    message: {
      en: (p: On & { host: string }) => `connection "${p.connection}": there is no host "${p.host}"`,
      ru: (p: On & { host: string }) => `подключение «${p.connection}»: нет узла «${p.host}»`,
    },
    hint: {
      en: () => 'Check the spelling of the host, and that its name resolves from this machine.',
      ru: () => 'Проверьте написание имени узла и то, что оно разрешается с этой машины.',
    },
  },
  'connection-refused': {
    kind: 'transient',
    message: {
      en: (p: On & { host: string; port: number }) =>
        `connection "${p.connection}": nobody listens on ${p.host}:${p.port}`,
      ru: (p: On & { host: string; port: number }) =>
        `подключение «${p.connection}»: на ${p.host}:${p.port} никто не отвечает`,
    },
    hint: {
      en: () => 'Check that the server runs, and its port.',
      ru: () => 'Проверьте, запущен ли сервер, и номер порта.',
    },
  },
  timeout: {
    kind: 'transient',
    message: {
      en: (p: On & { doing: string; делая: string; seconds?: number }) =>
        `connection "${p.connection}": no answer${p.seconds ? ` within ${p.seconds} s` : ''} while ${p.doing}`,
      ru: (p: On & { doing: string; делая: string; seconds?: number }) =>
        `подключение «${p.connection}»: нет ответа${p.seconds ? ` за ${p.seconds} с` : ''}: ${p.делая}`,
    },
    hint: {
      en: () => 'Check host, port and firewall; for long statements raise the time limit of the connection.',
      ru: () =>
        'Проверьте узел, порт и сетевой экран; для долгих запросов увеличьте предел времени подключения.',
    },
  },
  'connection-lost': {
    kind: 'transient',
    message: {
      en: (p: Lost) => `connection "${p.connection}": the server closed the connection`,
      ru: (p: Lost) => `подключение «${p.connection}»: сервер закрыл соединение`,
    },
    hint: {
      en: (p: Lost) =>
        p.connecting
          ? 'Check that the port is the one of this system, and that the server admits this address.'
          : 'Run it again: an unfinished load has left the target as it was.',
      ru: (p: Lost) =>
        p.connecting
          ? 'Проверьте, что это порт именно этой системы и что сервер принимает этот адрес.'
          : 'Запустите ещё раз: незавершённая загрузка оставила цель прежней.',
    },
  },
  'server-busy': {
    kind: 'transient',
    message: {
      en: (p: Said) => `connection "${p.connection}": the server cannot take it now: ${p.detail}`,
      ru: (p: Said) => `подключение «${p.connection}»: сервер сейчас не может этого принять: ${p.detail}`,
    },
  },
  'tls-failed': {
    kind: 'input',
    message: {
      en: (p: Said) => `connection "${p.connection}": no encrypted connection: ${p.detail}`,
      ru: (p: Said) => `подключение «${p.connection}»: не вышло зашифрованного соединения: ${p.detail}`,
    },
    hint: {
      en: () => 'Choose another SSL mode, or give the certificate of the authority that signed the server’s.',
      ru: () => 'Выберите другой режим SSL или укажите сертификат центра, подписавшего серверный.',
    },
  },
  'permission-denied': {
    kind: 'input',
    message: {
      en: (p: Denied) => `connection "${p.connection}": user "${p.user}" has no right ${lacking.en(p)}`,
      ru: (p: Denied) =>
        `подключение «${p.connection}»: у пользователя «${p.user}» нет прав ${lacking.ru(p)}`,
    },
    hint: {
      en: (p: Denied) =>
        p.grant ? `Run as its owner: ${p.grant}` : `Ask its owner to grant "${p.user}" the right.`,
      ru: (p: Denied) =>
        p.grant ? `Выполните от имени владельца: ${p.grant}` : `Попросите владельца дать право.`,
    },
  },
  'object-missing': {
    kind: 'input',
    message: {
      en: (p: Missing) => `connection "${p.connection}": there is no "${p.object}"${orNearest.en(p.nearest)}`,
      ru: (p: Missing) => `подключение «${p.connection}»: нет «${p.object}»${orNearest.ru(p.nearest)}`,
    },
  },
  'container-missing': {
    kind: 'input',
    message: {
      en: (p: On & { container: string; nearest: string[] }) =>
        `connection "${p.connection}": there is no schema, database or folder "${p.container}"${orNearest.en(p.nearest)}`,
      ru: (p: On & { container: string; nearest: string[] }) =>
        `подключение «${p.connection}»: нет схемы, базы или папки «${p.container}»${orNearest.ru(p.nearest)}`,
    },
  },
  'field-missing': {
    kind: 'input',
    message: {
      en: (p: Missing & { field: string }) =>
        `connection "${p.connection}": "${p.object}" has no field "${p.field}"${orNearest.en(p.nearest)}`,
      ru: (p: Missing & { field: string }) =>
        `подключение «${p.connection}»: в «${p.object}» нет поля «${p.field}»${orNearest.ru(p.nearest)}`,
    },
  },
  'bad-statement': {
    kind: 'input',
    message: {
      en: (p: Said) => `connection "${p.connection}": the server refuses the statement: ${p.detail}`,
      ru: (p: Said) => `подключение «${p.connection}»: сервер не принимает запрос: ${p.detail}`,
    },
  },
  'not-readable': {
    kind: 'refusal',
    message: {
      en: (p: On & { object: string; wanted: string; offered: string[] }) =>
        `connection "${p.connection}": "${p.object}" cannot be read as ${p.wanted}`,
      ru: (p: On & { object: string; wanted: string; offered: string[] }) =>
        `подключение «${p.connection}»: «${p.object}» не читается как ${p.wanted}`,
    },
    hint: {
      en: (p: { offered: string[] }) => `It is offered as ${p.offered.join(', ')}.`,
      ru: (p: { offered: string[] }) => `Предлагается как ${p.offered.join(', ')}.`,
    },
  },
  'not-writable': {
    kind: 'refusal',
    message: {
      en: (p: On & { object: string; reason: string; причина: string }) =>
        `connection "${p.connection}": "${p.object}" cannot be loaded: ${p.reason}`,
      ru: (p: On & { object: string; reason: string; причина: string }) =>
        `подключение «${p.connection}»: в «${p.object}» нельзя загрузить: ${p.причина}`,
    },
  },
  'keys-needed': {
    kind: 'input',
    message: {
      en: (p: On & { object: string; missing?: string[] }) =>
        p.missing?.length
          ? `connection "${p.connection}": the keys ${list(p.missing)} are not among the fields loaded into "${p.object}"`
          : `connection "${p.connection}": a merge into "${p.object}" needs keys`,
      ru: (p: On & { object: string; missing?: string[] }) =>
        p.missing?.length
          ? `подключение «${p.connection}»: ключей ${список(p.missing)} нет среди полей, загружаемых в «${p.object}»`
          : `подключение «${p.connection}»: слиянию в «${p.object}» нужны ключи`,
    },
    hint: {
      en: () => 'Name the fields that identify a row.',
      ru: () => 'Назовите поля, по которым различаются строки.',
    },
  },
  'bad-value': {
    kind: 'data',
    message: {
      en: (p: On & { object: string; field?: string; value?: string; detail: string }) =>
        `"${p.object}"${p.field ? `, field "${p.field}"` : ''}: the target refuses the value${value(p.value)}: ${p.detail}`,
      ru: (p: On & { object: string; field?: string; value?: string; detail: string }) =>
        `«${p.object}»${p.field ? `, поле «${p.field}»` : ''}: цель не принимает значение${значение(p.value)}: ${p.detail}`,
    },
  },
  'null-value': {
    kind: 'data',
    message: {
      en: (p: On & { object: string; field?: string }) =>
        `"${p.object}": NULL in field "${p.field ?? '?'}", which must have a value`,
      ru: (p: On & { object: string; field?: string }) =>
        `«${p.object}»: NULL в поле «${p.field ?? '?'}», где значение обязательно`,
    },
  },
  'duplicate-key': {
    kind: 'data',
    message: {
      en: (p: On & { object: string; key: string; detail: string }) =>
        `"${p.object}": two rows with the same key ${p.key}: ${p.detail}`,
      ru: (p: On & { object: string; key: string; detail: string }) =>
        `«${p.object}»: две строки с одним ключом ${p.key}: ${p.detail}`,
    },
  },
  'rule-broken': {
    kind: 'data',
    message: {
      en: (p: On & { object: string; rule: string; detail: string }) =>
        `"${p.object}": a row breaks the rule ${p.rule}: ${p.detail}`,
      ru: (p: On & { object: string; rule: string; detail: string }) =>
        `«${p.object}»: строка нарушает правило ${p.rule}: ${p.detail}`,
    },
  },
  'source-failed': {
    kind: 'transient',
    message: {
      en: (p: On & { object: string; detail: string }) =>
        `"${p.object}": the rows stopped coming: ${p.detail}; nothing was loaded`,
      ru: (p: On & { object: string; detail: string }) =>
        `«${p.object}»: строки перестали поступать: ${p.detail}; ничего не загружено`,
    },
  },
  'disk-full': {
    kind: 'transient',
    message: {
      en: (p: On) => `connection "${p.connection}": no room left on the disk`,
      ru: (p: On) => `подключение «${p.connection}»: на диске не осталось места`,
    },
    hint: {
      en: () => 'Free some space and run it again: the target is as it was.',
      ru: () => 'Освободите место и запустите ещё раз: цель осталась прежней.',
    },
  },
  'read-only': {
    kind: 'input',
    message: {
      en: (p: On) => `connection "${p.connection}": the server takes no changes, it is read-only`,
      ru: (p: On) => `подключение «${p.connection}»: сервер доступен только для чтения`,
    },
    hint: {
      en: () => 'Connect to the primary server, or with a user that may write.',
      ru: () => 'Подключитесь к основному серверу или пользователем с правом записи.',
    },
  },
  'query-writes': {
    kind: 'input',
    message: {
      en: (p: On) => `connection "${p.connection}": the statement changes something, and a query only reads`,
      ru: (p: On) => `подключение «${p.connection}»: запрос что-то меняет, а здесь можно только читать`,
    },
    hint: {
      en: () => 'Load rows by a write, and make tables by DDL.',
      ru: () => 'Строки загружайте записью, таблицы создавайте через DDL.',
    },
  },
  cancelled: {
    kind: 'input',
    message: {
      en: (p: On) => `connection "${p.connection}": cancelled`,
      ru: (p: On) => `подключение «${p.connection}»: отменено`,
    },
  },
  closed: {
    kind: 'internal',
    message: {
      en: (p: On) => `connection "${p.connection}" is closed`,
      ru: (p: On) => `подключение «${p.connection}» закрыто`,
    },
  },
  unexpected: {
    kind: 'internal',
    message: {
      en: (p: On & { foreignCode: string; detail: string }) =>
        `connection "${p.connection}": ${p.foreignCode}: ${p.detail}`,
      ru: (p: On & { foreignCode: string; detail: string }) =>
        `подключение «${p.connection}»: ${p.foreignCode}: ${p.detail}`,
    },
  },
});

/** A failure of a query that was asked to read only: the server's refusal is about the statement, not the server. @internal */
export const ofReading = (error: unknown, connection: string): unknown =>
  isAiEtlError(error) && error.code === 'connector.read-only'
    ? connectorErrors['query-writes']({ connection }, { cause: error })
    : error;

/** What a failed socket means, by `errno`; `undefined` for anything else. @internal */
export function socketError(
  error: unknown,
  at: { connection: string; host: string; port: number; connecting?: boolean },
): ReturnType<(typeof connectorErrors)['timeout']> | undefined {
  const { connection, host, port, connecting } = at;
  const details = { cause: error };
  switch (codeOf(error)) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return connectorErrors['host-not-found']({ connection, host }, details);
    case 'ECONNREFUSED':
      return connectorErrors['connection-refused']({ connection, host, port }, details);
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return connectorErrors.timeout({ connection, doing: 'connecting', делая: 'соединение' }, details);
    case 'ECONNRESET':
    case 'EPIPE':
      return connectorErrors['connection-lost']({ connection, ...(connecting && { connecting }) }, details);
    case 'ENOSPC':
      return connectorErrors['disk-full']({ connection }, details);
    default:
      return undefined;
  }
}

/** Node tries every address of a host and reports them together (happy eyeballs). */
function codeOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return (error as { code?: unknown } | undefined)?.code;
}

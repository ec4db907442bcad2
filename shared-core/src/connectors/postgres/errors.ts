import { isAiEtlError, type AiEtlError, type Where } from '../../errors';
import { connectorErrors, socketError } from '../errors';

/** What was going on when the server complained; made of names, never of secrets. @internal */
export interface Doing {
  connection: string;
  host: string;
  port: number;
  user: string;
  database: string;
  connecting?: boolean;
  waitedMs?: number;
  encrypted?: boolean;
  hasPassword?: boolean;
  timeoutSeconds?: number;
  object?: string;
  /** The statement, whose text at the error's position names what is missing. */
  sql?: string;
  signal?: AbortSignal;
}

/** The fields of PostgreSQL's error message that we use; see "Error and Notice Message Fields" in its manual. */
interface ServerError extends Error {
  code: string;
  severity: string;
  detail?: string;
  where?: string;
  table?: string;
  column?: string;
  constraint?: string;
  position?: string;
}

type Rule = (error: ServerError, doing: Doing) => AiEtlError;

/** A failure in our words: the server's by SQLSTATE, the socket's by errno, ours as it is. @internal */
export function translate(error: unknown, doing: Doing): AiEtlError {
  if (isAiEtlError(error)) return error;
  const { connection } = doing;
  if (doing.signal?.aborted) return connectorErrors.cancelled({ connection }, { cause: error });
  if (isServerError(error)) {
    const rule = rules[error.code] ?? rules[error.code.slice(0, 2)] ?? unexpected;
    return rule(error, doing);
  }
  return socketError(error, doing) ?? driverError(error, doing);
}

const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error &&
  'severity' in error &&
  'code' in error &&
  /^[0-9A-Z]{5}$/.test(String(error.code));

/** The driver's own errors have no codes, so the phase tells what they mean. */
function driverError(error: unknown, doing: Doing): AiEtlError {
  const { connection, timeoutSeconds } = doing;
  const detail = error instanceof Error ? error.message : String(error);
  const details = { cause: error };
  // Only a plain Error is the driver's; the language's own kinds are mistakes of ours.
  if (error instanceof Error && Object.getPrototypeOf(error) !== Error.prototype)
    return connectorErrors.unexpected({ connection, foreignCode: error.name, detail }, details);
  const what = { doing: 'connecting', делая: 'соединение' };
  if (doing.connecting && (doing.waitedMs ?? 0) >= (timeoutSeconds ?? 0) * 1000 - 50)
    return connectorErrors.timeout({ connection, ...what, seconds: timeoutSeconds }, details);
  if (doing.connecting && !doing.hasPassword)
    return connectorErrors['wrong-password']({ connection, user: doing.user }, details);
  if (doing.connecting && doing.encrypted)
    return connectorErrors['tls-failed']({ connection, detail }, details);
  return connectorErrors['connection-lost'](
    { connection, ...(doing.connecting && { connecting: true }) },
    details,
  );
}

const unexpected: Rule = (error, { connection }) =>
  connectorErrors.unexpected(
    { connection, foreignCode: error.code, detail: error.message },
    { cause: error },
  );

const badStatement: Rule = (error, { connection }) =>
  connectorErrors['bad-statement'](
    { connection, detail: error.message, ...(error.position && { at: Number(error.position) }) },
    { cause: error },
  );

const lost: Rule = (error, { connection }) =>
  connectorErrors['connection-lost']({ connection }, { cause: error });

const busy: Rule = (error, { connection }) =>
  connectorErrors['server-busy']({ connection, detail: error.message }, { cause: error });

const refused: Rule = (error, { connection, user }) =>
  connectorErrors['wrong-password']({ connection, user }, { cause: error });

const badValue: Rule = (error, doing) => {
  const { where, value } = copyPlace(error.where);
  const parameters = { ...dataPlace(error, doing), field: where.field ?? error.column, value };
  return connectorErrors['bad-value']({ ...parameters, detail: error.message }, { where, cause: error });
};

const ruleBroken: Rule = (error, doing) =>
  connectorErrors['rule-broken'](
    {
      ...dataPlace(error, doing),
      rule: error.constraint ?? error.code,
      detail: error.detail ?? error.message,
    },
    { where: copyPlace(error.where).where, cause: error },
  );

/** By SQLSTATE, or by its class, its first two characters. */
const rules: Record<string, Rule> = {
  '08': lost,
  '22': badValue,
  '23': ruleBroken,
  '23502': (error, doing) =>
    connectorErrors['null-value'](
      { ...dataPlace(error, doing), field: error.column },
      { where: { ...copyPlace(error.where).where, field: error.column }, cause: error },
    ),
  '23505': (error, doing) =>
    connectorErrors['duplicate-key'](
      { ...dataPlace(error, doing), key: error.constraint ?? '', detail: error.detail ?? error.message },
      { where: copyPlace(error.where).where, cause: error },
    ),
  '25006': (error, { connection }) => connectorErrors['read-only']({ connection }, { cause: error }),
  '28': refused,
  '3D': (error, { connection, database }) =>
    connectorErrors['container-missing']({ connection, container: database, nearest: [] }, { cause: error }),
  '3F': (error, doing) =>
    connectorErrors['container-missing'](
      { connection: doing.connection, container: nameAt(error, doing) ?? '', nearest: [] },
      { cause: error },
    ),
  '40': busy,
  '42': badStatement,
  '42501': (error, { connection, user, object }) =>
    connectorErrors['permission-denied'](
      { connection, user, ...(object === undefined ? { detail: error.message } : { object }) },
      { cause: error },
    ),
  '42P01': (error, doing) =>
    connectorErrors['object-missing'](
      {
        connection: doing.connection,
        object: nameAt(error, doing) ?? doing.object ?? error.message,
        nearest: [],
      },
      { cause: error },
    ),
  '53': busy,
  '53100': (error, { connection }) => connectorErrors['disk-full']({ connection }, { cause: error }),
  '55': busy,
  '57': busy,
  '57014': (error, { connection, timeoutSeconds }) =>
    connectorErrors.timeout(
      {
        connection,
        doing: 'running a statement',
        делая: 'выполнение запроса',
        seconds: timeoutSeconds,
      },
      { cause: error },
    ),
  '57P01': lost,
  '57P02': lost,
  '57P05': lost,
  // The server's files: 58030 io_error, 58P01 undefined_file.
  '58': busy,
};

const dataPlace = (error: ServerError, doing: Doing) => ({
  connection: doing.connection,
  object: doing.object ?? error.table ?? '',
});

/**
 * The place that COPY names in its CONTEXT: `COPY orders, line 3, column amount: "abc"`. The words between are
 * translated by the server's `lc_messages`, the order of the parts is not.
 * @internal
 */
export function copyPlace(context: string | undefined): { where: Where; value?: string } {
  const copy = context?.split('\n').find((line) => line.startsWith('COPY '));
  const match = copy && /^COPY .+, [^\s\d,]+ (\d+)(?:, [^\s,:]+ ([^:]+?))?(?:: (.*))?$/su.exec(copy);
  if (!match) return { where: {} };
  const [, line, field, shown] = match;
  const value = field === undefined ? undefined : /^"(.*)"?$/s.exec(shown ?? '')?.[1]?.replace(/"$/, '');
  return {
    where: { line: Number(line), ...(field !== undefined && { field }) },
    ...(value !== undefined && { value }),
  };
}

/** The name in the statement that the error's position points to. */
function nameAt(error: ServerError, { sql }: Doing): string | undefined {
  if (!error.position || sql === undefined) return undefined;
  const rest = [...sql].slice(Number(error.position) - 1).join('');
  return /^(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*))*/u.exec(
    rest,
  )?.[0];
}

import { isAiEtlError, type AiEtlError, type Where } from '../../errors';
import { connectorErrors, socketError } from '../errors';
import { refusalIn } from './refusal';

/** What was going on when the server complained; made of names, never of secrets. @internal */
export interface Doing {
  connection: string;
  host: string;
  port: number;
  user: string;
  database: string;
  timeoutSeconds?: number;
  object?: string;
  /** Rows are on their way into the server, so what it cannot parse are data and not a statement. */
  loading?: boolean;
  encrypted?: boolean;
  signal?: AbortSignal;
}

/** An exception of ClickHouse as the client gives it. */
interface ServerError extends Error {
  code: string;
  type?: string;
}

type Rule = (error: ServerError, doing: Doing) => AiEtlError;

/** A failure in our words: the server's by its code, the socket's by errno, ours as it is. @internal */
export function translate(error: unknown, doing: Doing): AiEtlError {
  if (isAiEtlError(error)) return error;
  const { connection } = doing;
  if (doing.signal?.aborted) return connectorErrors.cancelled({ connection }, { cause: error });
  if (isServerError(error)) return (ruleOf(Number(error.code), doing) ?? unexpected)(error, doing);
  return socketError(error, doing) ?? clientError(error, doing);
}

const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error && 'code' in error && /^\d+$/.test(String(error.code));

/** What is left are the client's own errors, which have no codes. */
function clientError(error: unknown, doing: Doing): AiEtlError {
  const { connection, timeoutSeconds } = doing;
  const detail = error instanceof Error ? error.message : String(error);
  const details = { cause: error };
  if (/^Timeout error/.test(detail)) {
    const what = { doing: 'waiting for the server', делая: 'ожидание сервера' };
    return connectorErrors.timeout({ connection, ...what, seconds: timeoutSeconds }, details);
  }
  const code = (error as { code?: unknown } | undefined)?.code;
  if (
    doing.encrypted &&
    /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(String(code))
  )
    return connectorErrors['tls-failed']({ connection, detail }, details);
  return connectorErrors['connection-lost']({ connection }, details);
}

const unexpected: Rule = (error, { connection }) =>
  connectorErrors.unexpected(
    {
      connection,
      foreignCode: `${error.code}${error.type ? ` ${error.type}` : ''}`,
      detail: firstLine(error),
    },
    { cause: error },
  );

const badStatement: Rule = (error, { connection }) => {
  const at = /failed at position (\d+)/.exec(error.message)?.[1];
  return connectorErrors['bad-statement'](
    { connection, detail: firstLine(error), ...(at && { at: Number(at) }) },
    { cause: error },
  );
};

const busy: Rule = (error, { connection }) =>
  connectorErrors['server-busy']({ connection, detail: firstLine(error) }, { cause: error });

const refused: Rule = (error, { connection, user }) =>
  connectorErrors['wrong-password']({ connection, user }, { cause: error });

const timeout: Rule = (error, { connection, timeoutSeconds }) =>
  connectorErrors.timeout(
    { connection, doing: 'running a statement', делая: 'выполнение запроса', seconds: timeoutSeconds },
    { cause: error },
  );

const denied: Rule = (error, { connection, user, object }) => {
  // "… it's necessary to have the grant INSERT(a) ON db.t. (ACCESS_DENIED)"
  const [, right, on] = /the grant (.+?) ON (\S+?)\.?(?:\s|$)/.exec(error.message) ?? [];
  const lacking = right
    ? { right, object: on, grant: `GRANT ${right} ON ${on} TO ${user}` }
    : { object, ...(object === undefined && { detail: firstLine(error) }) };
  return connectorErrors['permission-denied']({ connection, user, ...lacking }, { cause: error });
};

const badValue: Rule = (error, { connection, object = '' }) => {
  const { where, value } = placeIn(error.message);
  const parameters = { connection, object, field: where.field, value, detail: firstLine(error) };
  return connectorErrors['bad-value'](parameters, { where, cause: error });
};

/** A check of our own in the INSERT, or somebody's `throwIf`. */
const checkFailed: Rule = (error, doing) => {
  const refusal = refusalIn(error.message);
  if (!refusal) return badStatement(error, doing);
  const { field, expects } = refusal;
  const { connection, object = '' } = doing;
  const details = { where: { field }, cause: error };
  return expects === null
    ? connectorErrors['null-value']({ connection, object, field }, details)
    : connectorErrors['bad-value']({ connection, object, field, detail: `it is no ${expects}` }, details);
};

const nullValue: Rule = (error, { connection, object = '' }) =>
  connectorErrors['null-value'](
    { connection, object },
    { where: placeIn(error.message).where, cause: error },
  );

const missingTable: Rule = (error, { connection, object }) =>
  connectorErrors['object-missing'](
    { connection, object: object ?? quotedName(error.message) ?? firstLine(error), nearest: [] },
    { cause: error },
  );

const table = (codes: number[], rule: Rule) => codes.map((code) => [code, rule] as const);

/** Codes of ErrorCodes.cpp; they are stable, the texts are not. */
const rules = new Map<number, Rule>([
  ...table([192, 193, 194, 516], refused),
  ...table([497], denied),
  ...table([164], (error, { connection }) => connectorErrors['read-only']({ connection }, { cause: error })),
  ...table([159, 160, 209], timeout),
  ...table([394], (error, { connection }) => connectorErrors.cancelled({ connection }, { cause: error })),
  ...table([202, 203, 210, 225, 236, 241, 242, 252, 279, 285, 319, 373, 425, 439, 722, 999], busy),
  ...table([243, 1000], (error, { connection }) =>
    connectorErrors['disk-full']({ connection }, { cause: error }),
  ),
  ...table([81], (error, { connection, database }) =>
    connectorErrors['container-missing'](
      { connection, container: /Database (\S+) does/.exec(error.message)?.[1] ?? database, nearest: [] },
      { cause: error },
    ),
  ),
  ...table([60], missingTable),
  ...table([395], checkFailed),
  ...table(
    [
      10, 16, 20, 35, 36, 42, 43, 44, 46, 47, 48, 50, 57, 62, 73, 115, 179, 184, 206, 207, 215, 218, 386, 403,
      452, 456, 457,
    ],
    badStatement,
  ),
]);

/** The same codes say "bad SQL" for a statement and "bad row" for a load. */
const dataRules = new Map<number, Rule>([
  ...table([6, 8, 25, 26, 27, 32, 33, 34, 38, 41, 53, 62, 69, 70, 72, 117, 130, 131, 246, 321, 376, 407, 441, 467, 636, 675, 676, 691, 1001], badValue),
  ...table([349], nullValue),
  ...table([469], (error, { connection, object = '' }) =>
    connectorErrors['rule-broken'](
      { connection, object, rule: quotedName(error.message) ?? 'CONSTRAINT', detail: firstLine(error) },
      { cause: error },
    ),
  ),
]); // prettier-ignore

const ruleOf = (code: number, doing: Doing) =>
  (doing.loading ? dataRules.get(code) : undefined) ??
  rules.get(code) ??
  (dataRules.has(code) ? badStatement : undefined);

const firstLine = (error: Error) => error.message.split('\n')[0]!.replace(/:\s*$/, '').slice(0, 500);

const quotedName = (message: string) => /[`'"]([^`'"]+)[`'"]/.exec(message)?.[1];

/** "(at row 2)", and of the diagnostics the column that has an ERROR with its text. */
function placeIn(message: string): { where: Where; value?: string } {
  const row = /\(at row (\d+)\)/.exec(message)?.[1];
  const column = /name: (\S+?),\s+type: [^\n]*?ERROR: (?:text "([^\n]*?)" is not|[^\n]*)/.exec(message);
  const parsed = /Cannot parse string '([^']*)'/.exec(message)?.[1];
  const value = column?.[2] ?? parsed;
  return {
    where: { ...(row && { row: Number(row) }), ...(column && { field: column[1]! }) },
    ...(value !== undefined && { value }),
  };
}

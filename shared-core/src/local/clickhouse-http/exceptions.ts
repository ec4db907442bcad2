/** What ClickHouse answers when a statement fails. @internal */
export class ServerException extends Error {
  constructor(
    readonly code: number,
    /** Without the `Code: n. DB::Exception: ` in front, with the `(NAME)` at the end. */
    readonly text: string,
  ) {
    super(text);
  }

  body(version: string): string {
    return `Code: ${this.code}. DB::Exception: ${this.text} (version ${version})\n`;
  }
}

const unauthorized = [194];
const forbidden = [192, 193, 516];
const badRequest = [
  6, 25, 26, 27, 38, 41, 43, 53, 62, 63, 72, 107, 117, 130, 131, 212, 371, 376, 441, 456, 457, 467, 675, 676,
  691,
];
const notFound = [46, 47, 50, 56, 60, 73, 81, 115, 152, 224, 277, 336];

const statuses = new Map<number, number>([
  ...unauthorized.map((code) => [code, 401] as const),
  ...forbidden.map((code) => [code, 403] as const),
  ...badRequest.map((code) => [code, 400] as const),
  ...notFound.map((code) => [code, 404] as const),
  [48, 501],
  [159, 408],
  [202, 503],
  [209, 503],
  [411, 411],
]);

/** The HTTP status of an exception code, as ClickHouse's own HTTP handler has it. @internal */
export const statusOf = (code: number) => statuses.get(code) ?? 500;

/**
 * Turns an error of the engine into what a server would say: the prefix once, the pipe through which the data came
 * not named.
 * @param offset - characters that were put before the statement, which its own places do not count
 * @internal
 */
export function exceptionOf(error: unknown, offset = 0): ServerException {
  if (error instanceof ServerException) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = /Code: (\d+)\. DB::\w*Exception: /.exec(message);
  const text = removals.reduce((rest, pattern) => rest.replace(pattern, ''), message);
  const placed = text.replace(places, (whole, before: string, at: string) =>
    Number(at) > offset ? before + (Number(at) - offset) : whole,
  );
  return new ServerException(
    code ? Number(code[1]) : 1001,
    placed.trimEnd().replace(/(\([A-Z_]+\))\.? \1$/, '$1'),
  );
}

const removals = [
  /^(?:Code: \d+\. DB::\w*Exception: )+/,
  /: \(in file\/uri [^)]*\)/g,
  /: data for INSERT was parsed from file/g,
  / \(version [^()]*(?:\([^()]*\))?\)/g,
];

/** Characters from the start of the statement, and columns of its first line. */
const places = /(failed at position |\(line 1, col )(\d+)/g;

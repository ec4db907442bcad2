/** An object's name in its parts. @internal */
export interface ObjectParts {
  /** Schema or database; absent: the connection's own. */
  container?: string;
  name: string;
}

const partPattern = /"((?:[^"]|"")*)"|([^."]+)/g;

/** Reads `schema.table`; a part with a dot or a quote in it stands in double quotes. Letter case is kept. @internal */
export function splitObject(object: string): ObjectParts {
  const parts = [...object.matchAll(partPattern)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? (plain ?? '').trim(),
  );
  return { container: parts.at(-2), name: parts.at(-1) ?? '' };
}

/** The inverse of {@link splitObject}. @internal */
export function joinObject({ container, name }: ObjectParts): string {
  return [container, name]
    .filter((part) => part !== undefined)
    .map(printPart)
    .join('.');
}

const printPart = (part: string) =>
  /^[^."\s](?:[^."]*[^."\s])?$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`;

/** A host as it stands in an address: letter case does not matter there, and IPv6 needs brackets. @internal */
export const hostOf = (host: string): string => (host.includes(':') ? `[${host}]` : host).toLowerCase();

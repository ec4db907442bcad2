/** What the pages read of a core profile; the API hands it on as it was stored, so nothing of it is taken for granted. */
export interface ShownProfile {
  rows?: number;
  columns: ShownColumn[];
  keys: { fields: string[]; evidence?: string }[];
}

/** A column of it. */
export interface ShownColumn {
  name: string;
  type: string;
  nullShare?: number;
  nulls?: number;
  distinct?: number;
  unique: boolean;
  minimum?: string;
  maximum?: string;
  semantic?: string;
  histogram: { from: string; to: string; count: number }[];
  top: { value: string; count: number }[];
  warnings: { en: string; ru: string }[];
}

type Loose = Record<string, unknown>;

/** Reads a stored profile; what has another shape than expected is left out. */
export function shownProfile(stored: Loose): ShownProfile {
  return {
    rows: numberOf(stored.rows),
    columns: listOf(stored.columns).map(columnOf),
    keys: listOf(stored.keys).map((key) => ({
      fields: (Array.isArray(key.fields) ? key.fields : []).map(String),
      evidence: textOf(key.evidence),
    })),
  };
}

function columnOf(column: Loose): ShownColumn {
  const { type, semantic } = column;
  return {
    name: String(column.name),
    type: typeof type === 'object' && type !== null ? String((type as Loose).kind ?? '') : String(type ?? ''),
    nullShare: numberOf(column.nullShare),
    nulls: numberOf(column.nulls),
    distinct: numberOf(column.distinct),
    unique: column.unique === true,
    minimum: textOf(column.minimum),
    maximum: textOf(column.maximum),
    semantic:
      typeof semantic === 'object' && semantic !== null ? textOf((semantic as Loose).value) : undefined,
    histogram: listOf(column.histogram).map((bin) => ({
      from: String(bin.from),
      to: String(bin.to),
      count: numberOf(bin.count) ?? 0,
    })),
    top: listOf(column.top).map((value) => ({
      value: String(value.value),
      count: numberOf(value.count) ?? 0,
    })),
    warnings: listOf(column.warnings).map((warning) => ({
      en: String(warning.en ?? ''),
      ru: String(warning.ru ?? ''),
    })),
  };
}

function listOf(value: unknown): Loose[] {
  return Array.isArray(value)
    ? value.filter((each): each is Loose => typeof each === 'object' && each !== null)
    : [];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

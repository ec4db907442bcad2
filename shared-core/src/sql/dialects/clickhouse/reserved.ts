/** Words that ClickHouse would read as part of its syntax where a name stands. */
export const reserved: ReadonlySet<string> = new Set(
  `all and anti any array as asc asof between both by case cast collate constraint cross cube date desc distinct div else end
  escape except exists explain extract false fetch fill final first following for format from full global group
  grouping having ilike in index inf inner insert intersect interval into is join key last lateral leading left like limit
  mod nan natural not null nulls offset on only or order outer over overlay partition paste position preceding prewhere projection
  qualify range recursive regexp replace right rollup row rows sample select semi set sets settings show some step
  substring system table ties then timestamp to top totals trailing trim true truncate unbounded union update using
  values view when where window with`.split(/\s+/),
);

import type { Reading } from './reading';

/**
 * Reads SETTINGS, FORMAT or INTO OUTFILE behind a query. How a result is written is no part of a query; a setting may be,
 * so it is told that it is left out. `join_use_nulls = 1` is what the tree means anyway.
 * @returns false where none of them stands here
 */
export function readSettings(reading: Reading): boolean {
  const { at } = reading.peek();
  if (reading.takesWords('FORMAT')) {
    reading.name();
    return true;
  }
  if (reading.isWords('INTO OUTFILE')) {
    reading.refuse('INTO OUTFILE', at);
    reading.takesWords('INTO OUTFILE');
    reading.skip(() => reading.isWords('FORMAT') || reading.isWords('SETTINGS') || reading.isSymbol(')'));
    return true;
  }
  if (!reading.takesWords('SETTINGS')) return false;
  const names = reading.list(() => readSetting(reading));
  if (names.includes('join_use_nulls=1')) reading.hazards.delete('rows-without-a-pair');
  if (names.some((name) => !isIdle(name))) reading.warn('setting-left-out', at);
  return true;
}

/** Settings of speed and memory, which change no answer. */
const isIdle = (name: string) =>
  /^(join_use_nulls=1|max_threads|max_block_size|max_memory_usage|use_query_cache|log_comment|priority)/.test(
    name,
  );

function readSetting(reading: Reading): string {
  const name = reading.name();
  if (!reading.takes('=')) return name;
  const from = reading.peek().at;
  if (reading.isSymbol('{')) {
    reading.skip(() => reading.isSymbol('}'));
    reading.next();
  } else reading.expression();
  return `${name}=${reading.text.slice(from, reading.peek(-1).end)}`;
}

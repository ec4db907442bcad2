/** Entries of one day, in the reader's time zone. */
export interface Day<T> {
  day: string;
  entries: T[];
}

/** Groups what is sorted by time into days. */
export function byDay<T extends { at: string }>(entries: readonly T[], language: string): Day<T>[] {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
  const days: Day<T>[] = [];
  for (const entry of entries) {
    const day = format.format(new Date(entry.at));
    const last = days[days.length - 1];
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

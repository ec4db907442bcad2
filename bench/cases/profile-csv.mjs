/** Profile of a 3 M row CSV, beside DuckDB's own SUMMARIZE in a process of its own. */
import { flightsCsv } from '../measure.mjs';
import { besideSummarize } from '../profiled.mjs';

export const title = 'Profile of a CSV of 3,000,000 rows';
export const target = "at most 1.5 times DuckDB's SUMMARIZE";

export const measure = async ({ runs }) => besideSummarize(await flightsCsv(), runs);

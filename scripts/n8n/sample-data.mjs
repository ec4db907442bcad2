/**
 * Sample data for the workflows of templates/workflows: real flights, airports, movies with their dirt. Made once
 * from the development dependency `vega-datasets`, by our own engine.
 */
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, say } from '../environment.mjs';

const require = createRequire(import.meta.url);
const origin = join(root, 'node_modules', 'vega-datasets', 'data');
const copied = ['airports.csv', 'birdstrikes.csv', 'movies.json', 'zipcodes.csv'];

/**
 * Fills a folder with `flights.csv`, `airports.csv`, `movies.json`, `movies.csv`, `birdstrikes.csv`, `zipcodes.csv`;
 * what is there stays.
 *
 * @param folder - where n8n may read files
 * @param rows - of flights.csv; 3,000,000 are there (106 MB)
 */
export async function prepareSampleData(folder, { rows = 3_000_000 } = {}) {
  mkdirSync(folder, { recursive: true });
  for (const name of copied)
    if (!existsSync(join(folder, name))) copyFileSync(join(origin, name), join(folder, name));
  const flights = `SELECT * FROM read_parquet(${quoted(join(origin, 'flights-3m.parquet'))}) LIMIT ${Number(rows)}`;
  // Some titles are numbers (1776, 300): as JSON they would come out in quotes.
  const movies = `SELECT * REPLACE (Title ->> '$' AS Title) FROM read_json(${quoted(join(origin, 'movies.json'))})`;
  await makeCsv(folder, 'flights.csv', flights, `${rows.toLocaleString('en')} flights`);
  await makeCsv(folder, 'movies.csv', movies, 'movies');
  return folder;
}

/** A file appears whole or not at all. */
async function makeCsv(folder, name, query, what) {
  const file = join(folder, name);
  if (existsSync(file)) return;
  const { openEngine } = require(join(root, 'shared-core', 'dist', 'engine'));
  const engine = await openEngine();
  try {
    say(`Making sample data: ${what} …`);
    await engine.execute(`COPY (${query}) TO ${quoted(`${file}.part`)} (FORMAT csv, HEADER)`);
    renameSync(`${file}.part`, file);
  } finally {
    await engine.close();
  }
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

import type { ClickHouseServer } from './server';

/** A part of a MergeTree table. @internal */
export interface Part {
  name: string;
  partition: string;
  hash: string;
  active: boolean;
  level: number;
  firstBlock: number;
  lastBlock: number;
}

type Named = { database: string; name: string };

/** All parts, and for some minutes those that were merged away. @internal */
export function partsOf(server: ClickHouseServer, { database, name }: Named): Promise<Part[]> {
  return server.rows<Part>({
    sql: `SELECT name, partition_id AS partition, hash_of_all_files AS hash, active = 1 AS active, toUInt32(level) AS level,
        toFloat64(min_block_number) AS firstBlock, toFloat64(max_block_number) AS lastBlock
      FROM system.parts WHERE database = {database:String} AND table = {name:String}`,
    parameters: { database, name },
  });
}

/** The last block of each partition. Blocks are numbered in the order of inserts; a merge keeps the numbers. @internal */
export function lastBlocks(parts: Part[]): Record<string, number> {
  const last: Record<string, number> = {};
  for (const { partition, lastBlock } of parts) last[partition] = Math.max(last[partition] ?? -1, lastBlock);
  return last;
}

/** Active parts with rows that came after. @internal */
export const partsAfter = (parts: Part[], last: Record<string, number>) =>
  parts.filter((part) => part.active && part.lastBlock > (last[part.partition] ?? -1));

/** Nodes of the systems, by the id that connections give them. */
export const systemNodes: Record<string, { type: string; credential?: string; hasWhere: boolean }> = {
  file: { type: 'n8n-nodes-ai-etl.aiEtlFile', hasWhere: false },
  postgresql: { type: 'n8n-nodes-ai-etl.aiEtlPostgres', credential: 'aiEtlPostgresApi', hasWhere: true },
  clickhouse: { type: 'n8n-nodes-ai-etl.aiEtlClickHouse', credential: 'aiEtlClickHouseApi', hasWhere: true },
};

export const transformNode = 'n8n-nodes-ai-etl.aiEtlTransform';
export const joinNode = 'n8n-nodes-ai-etl.aiEtlJoin';
export const unionNode = 'n8n-nodes-ai-etl.aiEtlUnion';

/** Inputs of the Union node: as many as its form says, at most as many as n8n's Merge has. */
export const unionInputs = { usual: 2, most: 10 };

/** What a node does about a failure; n8n takes no more. */
export const retryLimits = { tries: 5, waitMs: 5000 };

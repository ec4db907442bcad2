// Made from openapi.yaml by `npm run openapi`; do not edit.
/** The API as the router checks it. */
export const spec = {
  openapi: '3.0.3',
  info: {
    title: 'ai-etl',
    version: '1',
    description: 'Pipelines, their versions and runs, datasets, and column lineage.',
    license: {
      name: 'MIT',
    },
  },
  servers: [
    {
      url: '/',
    },
  ],
  paths: {
    '/v1/whoami': {
      get: {
        operationId: 'whoAmI',
        summary: 'Who the caller is and what they may do; the connection test of other tools.',
        responses: {
          '200': {
            description: 'the caller',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/WhoAmI',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines': {
      get: {
        operationId: 'listPipelines',
        parameters: [
          {
            name: 'search',
            in: 'query',
            allowReserved: true,
            description: 'words of name, title, description, owner, tags or datasets',
            schema: {
              type: 'string',
              maxLength: 200,
            },
          },
          {
            name: 'owner',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
            },
          },
          {
            name: 'tag',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
            },
          },
          {
            name: 'system',
            in: 'query',
            allowReserved: true,
            description: 'a system it reads or writes, such as clickhouse',
            schema: {
              type: 'string',
            },
          },
          {
            name: 'status',
            in: 'query',
            description: 'of its last run',
            schema: {
              $ref: '#/components/schemas/RunState',
            },
          },
          {
            name: 'deleted',
            in: 'query',
            description: 'the deleted ones instead',
            schema: {
              type: 'boolean',
            },
          },
          {
            name: 'datasets',
            in: 'query',
            description: 'with inputs and outputs: what each reads and writes',
            schema: {
              type: 'boolean',
            },
          },
          {
            name: 'sort',
            in: 'query',
            description:
              'status, duration and rows are those of the last run; by status the failed ones come first',
            schema: {
              type: 'string',
              enum: ['name', 'updatedAt', 'lastRunAt', 'owner', 'status', 'duration', 'rows'],
            },
          },
          {
            name: 'order',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['asc', 'desc'],
            },
          },
          {
            $ref: '#/components/parameters/limit',
          },
          {
            $ref: '#/components/parameters/offset',
          },
        ],
        responses: {
          '200': {
            description: 'a page of pipelines',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'total'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/PipelineSummary',
                      },
                    },
                    total: {
                      type: 'integer',
                    },
                    states: {
                      type: 'object',
                      description:
                        'how many of those that fit all but the status ended their last run how; `never` have none',
                      additionalProperties: {
                        type: 'integer',
                      },
                    },
                    facets: {
                      type: 'object',
                      description: 'values to filter by, over all that the caller may see',
                      required: ['owners', 'tags', 'systems'],
                      properties: {
                        owners: {
                          type: 'array',
                          items: {
                            type: 'string',
                          },
                        },
                        tags: {
                          type: 'array',
                          items: {
                            type: 'string',
                          },
                        },
                        systems: {
                          type: 'array',
                          items: {
                            type: 'string',
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
      ],
      get: {
        operationId: 'getPipeline',
        responses: {
          '200': {
            description: 'the pipeline',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Pipeline',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
      put: {
        operationId: 'publishPipeline',
        summary: "Stores a spec as the pipeline's newest version; the same spec again changes nothing.",
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['spec'],
                properties: {
                  spec: {
                    description: 'the spec, as YAML or JSON text or as an object',
                    oneOf: [
                      {
                        type: 'string',
                      },
                      {
                        type: 'object',
                        additionalProperties: true,
                      },
                    ],
                  },
                  schemas: {
                    type: 'object',
                    description: 'fields of datasets, by "connection:object"; a core TableSchema each',
                    additionalProperties: {
                      type: 'object',
                      additionalProperties: true,
                    },
                  },
                  message: {
                    type: 'string',
                    maxLength: 500,
                  },
                  expectedVersion: {
                    type: 'integer',
                    description: 'refuse with 409 unless this is the newest; 0: must be new',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'a newer version or no change',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Published',
                },
              },
            },
          },
          '201': {
            description: 'created',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Published',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
      delete: {
        operationId: 'deletePipeline',
        summary: 'Soft; restore brings it back.',
        responses: {
          '204': {
            description: 'deleted',
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}/restore': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
      ],
      post: {
        operationId: 'restorePipeline',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  as: {
                    type: 'string',
                    description: 'a new name, when its own is taken by now',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'restored',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/PipelineSummary',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}/versions': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
      ],
      get: {
        operationId: 'listVersions',
        responses: {
          '200': {
            description: 'newest first',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/PipelineVersion',
                      },
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}/versions/{version}': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
        {
          name: 'version',
          in: 'path',
          required: true,
          schema: {
            type: 'integer',
          },
        },
      ],
      get: {
        operationId: 'getVersion',
        responses: {
          '200': {
            description: 'the version with its spec',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/PipelineVersionWithSpec',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}/rollback': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
      ],
      post: {
        operationId: 'rollBackPipeline',
        summary: 'Makes an older version the newest again, as a version of its own.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['version'],
                properties: {
                  version: {
                    type: 'integer',
                  },
                  expectedVersion: {
                    type: 'integer',
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'the new version',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Published',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}/diff': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
        {
          name: 'from',
          in: 'query',
          required: true,
          schema: {
            type: 'integer',
          },
        },
        {
          name: 'to',
          in: 'query',
          required: true,
          schema: {
            type: 'integer',
          },
        },
      ],
      get: {
        operationId: 'diffVersions',
        responses: {
          '200': {
            description: 'what changed',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/VersionDiff',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}/code': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
        {
          name: 'target',
          in: 'query',
          allowReserved: true,
          required: true,
          description: 'airflow, sql, n8n or diagram',
          schema: {
            type: 'string',
          },
        },
        {
          name: 'version',
          in: 'query',
          description: 'of the pipeline',
          schema: {
            type: 'integer',
          },
        },
        {
          name: 'options',
          in: 'query',
          allowReserved: true,
          description: 'options of the compiler, as key=value',
          schema: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
        },
      ],
      get: {
        operationId: 'getCode',
        responses: {
          '200': {
            description: 'compiled files or refusals',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Compiled',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}/runs': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
      ],
      get: {
        operationId: 'listRuns',
        parameters: [
          {
            name: 'status',
            in: 'query',
            schema: {
              $ref: '#/components/schemas/RunState',
            },
          },
          {
            $ref: '#/components/parameters/limit',
          },
          {
            $ref: '#/components/parameters/offset',
          },
        ],
        responses: {
          '200': {
            description: 'newest first',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'total'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/Run',
                      },
                    },
                    total: {
                      type: 'integer',
                    },
                    problems: {
                      type: 'array',
                      description: 'sources of runs that gave none this time',
                      items: {
                        $ref: '#/components/schemas/RunSourceProblem',
                      },
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/pipelines/{name}/audit': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
      ],
      get: {
        operationId: 'listAudit',
        responses: {
          '200': {
            description: 'who did what, newest first',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/AuditEntry',
                      },
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/audit': {
      get: {
        operationId: 'listChanges',
        summary: 'Who changed which pipeline, of all that the caller may see.',
        parameters: [
          {
            name: 'action',
            in: 'query',
            schema: {
              $ref: '#/components/schemas/AuditAction',
            },
          },
          {
            $ref: '#/components/parameters/limit',
          },
          {
            $ref: '#/components/parameters/offset',
          },
        ],
        responses: {
          '200': {
            description: 'newest first',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'total'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/AuditEntry',
                      },
                    },
                    total: {
                      type: 'integer',
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/runs/{runId}': {
      parameters: [
        {
          name: 'runId',
          in: 'path',
          required: true,
          schema: {
            type: 'string',
          },
        },
      ],
      get: {
        operationId: 'getRun',
        responses: {
          '200': {
            description: 'the run with its ledgers, tasks and checks',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Run',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/datasets': {
      get: {
        operationId: 'listDatasets',
        parameters: [
          {
            name: 'search',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
              maxLength: 200,
            },
          },
          {
            name: 'system',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
            },
          },
          {
            $ref: '#/components/parameters/limit',
          },
          {
            $ref: '#/components/parameters/offset',
          },
        ],
        responses: {
          '200': {
            description: 'a page of datasets',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'total'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/DatasetSummary',
                      },
                    },
                    total: {
                      type: 'integer',
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/datasets/{id}': {
      parameters: [
        {
          $ref: '#/components/parameters/id',
        },
      ],
      get: {
        operationId: 'getDataset',
        responses: {
          '200': {
            description: 'the dataset',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Dataset',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/datasets/{id}/profile': {
      parameters: [
        {
          $ref: '#/components/parameters/id',
        },
      ],
      put: {
        operationId: 'putProfile',
        summary: 'Stores what `ai-etl profile --json` found.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: true,
              },
            },
          },
        },
        responses: {
          '204': {
            description: 'stored',
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/lineage': {
      get: {
        operationId: 'getLineage',
        summary: 'The graph of tables and columns around a dataset or a pipeline.',
        parameters: [
          {
            name: 'dataset',
            in: 'query',
            allowReserved: true,
            description: 'id of a dataset',
            schema: {
              type: 'string',
            },
          },
          {
            name: 'pipeline',
            in: 'query',
            allowReserved: true,
            description: 'name of a pipeline',
            schema: {
              type: 'string',
            },
          },
          {
            name: 'direction',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['upstream', 'downstream', 'both'],
              default: 'both',
            },
          },
          {
            name: 'depth',
            in: 'query',
            description: 'hops from dataset to dataset',
            schema: {
              type: 'integer',
              minimum: 1,
              maximum: 20,
              default: 3,
            },
          },
          {
            name: 'columns',
            in: 'query',
            description: 'with edges between columns',
            schema: {
              type: 'boolean',
              default: true,
            },
          },
          {
            name: 'maxNodes',
            in: 'query',
            schema: {
              type: 'integer',
              minimum: 1,
              maximum: 5000,
              default: 500,
            },
          },
          {
            name: 'at',
            in: 'query',
            allowReserved: true,
            description: 'a time of ISO 8601: the graph as it was then',
            schema: {
              type: 'string',
              maxLength: 40,
            },
          },
          {
            name: 'run',
            in: 'query',
            allowReserved: true,
            description: 'id of a run: the graph as it was with that run',
            schema: {
              type: 'string',
              maxLength: 200,
            },
          },
        ],
        responses: {
          '200': {
            description: 'the graph',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/LineageGraph',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/lineage/changes': {
      get: {
        operationId: 'getLineageChanges',
        summary: 'What changed around a dataset or a pipeline between two moments or runs.',
        parameters: [
          {
            name: 'dataset',
            in: 'query',
            allowReserved: true,
            description: 'id of a dataset',
            schema: {
              type: 'string',
            },
          },
          {
            name: 'pipeline',
            in: 'query',
            allowReserved: true,
            description: 'name of a pipeline',
            schema: {
              type: 'string',
            },
          },
          {
            name: 'from',
            in: 'query',
            allowReserved: true,
            description: 'a time of ISO 8601; from or fromRun is needed',
            schema: {
              type: 'string',
              maxLength: 40,
            },
          },
          {
            name: 'fromRun',
            in: 'query',
            allowReserved: true,
            description: 'id of a run',
            schema: {
              type: 'string',
              maxLength: 200,
            },
          },
          {
            name: 'to',
            in: 'query',
            allowReserved: true,
            description: 'a time of ISO 8601; without it and toRun, now',
            schema: {
              type: 'string',
              maxLength: 40,
            },
          },
          {
            name: 'toRun',
            in: 'query',
            allowReserved: true,
            description: 'id of a run',
            schema: {
              type: 'string',
              maxLength: 200,
            },
          },
          {
            name: 'direction',
            in: 'query',
            schema: {
              type: 'string',
              enum: ['upstream', 'downstream', 'both'],
              default: 'both',
            },
          },
          {
            name: 'depth',
            in: 'query',
            description: 'hops from dataset to dataset',
            schema: {
              type: 'integer',
              minimum: 1,
              maximum: 20,
              default: 1,
            },
          },
          {
            name: 'columns',
            in: 'query',
            description: 'with edges between columns',
            schema: {
              type: 'boolean',
              default: true,
            },
          },
          {
            name: 'maxNodes',
            in: 'query',
            schema: {
              type: 'integer',
              minimum: 1,
              maximum: 5000,
              default: 500,
            },
          },
        ],
        responses: {
          '200': {
            description: 'what came and what went',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/LineageChanges',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/lineage/history': {
      get: {
        operationId: 'listLineageHistory',
        summary: 'When the lineage of a dataset or a pipeline became another one, newest first.',
        parameters: [
          {
            name: 'dataset',
            in: 'query',
            allowReserved: true,
            description: 'id of a dataset',
            schema: {
              type: 'string',
            },
          },
          {
            name: 'pipeline',
            in: 'query',
            allowReserved: true,
            description: 'name of a pipeline',
            schema: {
              type: 'string',
            },
          },
          {
            name: 'before',
            in: 'query',
            allowReserved: true,
            description: 'a time of ISO 8601: only changes before it, such as `next` of the page before',
            schema: {
              type: 'string',
              maxLength: 40,
            },
          },
          {
            name: 'limit',
            in: 'query',
            schema: {
              type: 'integer',
              minimum: 1,
              maximum: 100,
              default: 20,
            },
          },
        ],
        responses: {
          '200': {
            description: 'a page of changes',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/LineageChange',
                      },
                    },
                    next: {
                      type: 'string',
                      format: 'date-time',
                      description: 'where the next page begins; absent on the last one',
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/impact': {
      get: {
        operationId: 'getImpact',
        summary: 'What would break if a dataset or one of its fields went away.',
        parameters: [
          {
            name: 'dataset',
            in: 'query',
            allowReserved: true,
            required: true,
            schema: {
              type: 'string',
            },
          },
          {
            name: 'field',
            in: 'query',
            allowReserved: true,
            schema: {
              type: 'string',
            },
          },
        ],
        responses: {
          '200': {
            description: 'everything downstream, nearest first',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/ImpactItem',
                      },
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/validate': {
      post: {
        operationId: 'validateSpec',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['spec'],
                properties: {
                  spec: {
                    oneOf: [
                      {
                        type: 'string',
                      },
                      {
                        type: 'object',
                        additionalProperties: true,
                      },
                    ],
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'findings and the graph of steps',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Validated',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/generate': {
      post: {
        operationId: 'generateSpec',
        summary: 'A sentence, Russian or English, becomes a spec, or a question comes back.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['text'],
                properties: {
                  text: {
                    type: 'string',
                    maxLength: 5000,
                  },
                  name: {
                    type: 'string',
                  },
                  owner: {
                    type: 'string',
                  },
                  language: {
                    type: 'string',
                    enum: ['en', 'ru'],
                  },
                  connections: {
                    type: 'array',
                    description: 'names of configured connections whose datasets it may use',
                    items: {
                      type: 'string',
                    },
                  },
                  answers: {
                    type: 'object',
                    description: 'answers to the questions of an earlier call: question id → value',
                    additionalProperties: {
                      type: 'string',
                    },
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'a spec or questions',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Generated',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/compile': {
      post: {
        operationId: 'compileSpec',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['spec', 'target'],
                properties: {
                  spec: {
                    oneOf: [
                      {
                        type: 'string',
                      },
                      {
                        type: 'object',
                        additionalProperties: true,
                      },
                    ],
                  },
                  target: {
                    type: 'string',
                  },
                  options: {
                    type: 'object',
                    additionalProperties: {
                      type: 'string',
                    },
                  },
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'compiled files or refusals',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/Compiled',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/connections': {
      get: {
        operationId: 'listConnections',
        summary: "Connections of the portal's configuration; names and systems, never secrets.",
        responses: {
          '200': {
            description: 'connections',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/ConnectionInfo',
                      },
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/connections/{name}/objects': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
        {
          name: 'search',
          in: 'query',
          allowReserved: true,
          schema: {
            type: 'string',
          },
        },
      ],
      get: {
        operationId: 'listObjects',
        responses: {
          '200': {
            description: 'tables or files',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items'],
                  properties: {
                    items: {
                      type: 'array',
                      items: {
                        type: 'object',
                        required: ['object'],
                        properties: {
                          object: {
                            type: 'string',
                          },
                          rows: {
                            type: 'number',
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/v1/connections/{name}/preview': {
      parameters: [
        {
          $ref: '#/components/parameters/name',
        },
        {
          name: 'object',
          in: 'query',
          allowReserved: true,
          required: true,
          schema: {
            type: 'string',
          },
        },
      ],
      get: {
        operationId: 'previewObject',
        responses: {
          '200': {
            description: 'fields and first rows',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['fields', 'rows'],
                  properties: {
                    fields: {
                      type: 'array',
                      items: {
                        $ref: '#/components/schemas/Field',
                      },
                    },
                    rows: {
                      type: 'array',
                      items: {
                        type: 'object',
                        additionalProperties: true,
                      },
                    },
                  },
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/api/v1/lineage': {
      post: {
        operationId: 'postOpenLineage',
        summary: "An OpenLineage 1.x event, as Airflow's provider, n8n runs and the command line send it.",
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                additionalProperties: true,
              },
            },
          },
        },
        responses: {
          '201': {
            description: 'stored, or known already',
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
    '/api/v1/lineage/batch': {
      post: {
        operationId: 'postOpenLineageBatch',
        summary: 'Many OpenLineage events at once; each is stored or refused by itself.',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'array',
                items: {
                  type: 'object',
                  additionalProperties: true,
                },
              },
            },
          },
        },
        responses: {
          '200': {
            description: 'what became of them',
            content: {
              'application/json': {
                schema: {
                  $ref: '#/components/schemas/BatchReport',
                },
              },
            },
          },
          default: {
            $ref: '#/components/responses/Problem',
          },
        },
      },
    },
  },
  components: {
    parameters: {
      name: {
        name: 'name',
        in: 'path',
        required: true,
        schema: {
          type: 'string',
          maxLength: 300,
        },
      },
      id: {
        name: 'id',
        in: 'path',
        required: true,
        schema: {
          type: 'string',
        },
      },
      limit: {
        name: 'limit',
        in: 'query',
        schema: {
          type: 'integer',
          minimum: 1,
          maximum: 500,
          default: 50,
        },
      },
      offset: {
        name: 'offset',
        in: 'query',
        schema: {
          type: 'integer',
          minimum: 0,
          default: 0,
        },
      },
    },
    responses: {
      Problem: {
        description: "what was wrong, in Backstage's form",
        content: {
          'application/json': {
            schema: {
              $ref: '#/components/schemas/Problem',
            },
          },
        },
      },
    },
    schemas: {
      RunState: {
        type: 'string',
        enum: ['running', 'success', 'failed', 'cancelled', 'silent', 'unknown'],
        description: 'silent: nobody told of an end, and there has been no news for long',
      },
      Problem: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['name', 'message'],
            additionalProperties: true,
            properties: {
              name: {
                type: 'string',
              },
              message: {
                type: 'string',
              },
              code: {
                type: 'string',
                description: 'the core error code, such as spec.unknown-field',
              },
              findings: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/Finding',
                },
              },
            },
          },
        },
      },
      BatchReport: {
        type: 'object',
        description: 'as OpenLineage has it',
        required: ['status', 'summary'],
        properties: {
          status: {
            type: 'string',
            enum: ['success', 'partial_success'],
          },
          summary: {
            type: 'object',
            required: ['received', 'successful', 'failed', 'retriable', 'non_retriable'],
            properties: {
              received: {
                type: 'integer',
              },
              successful: {
                type: 'integer',
              },
              failed: {
                type: 'integer',
              },
              retriable: {
                type: 'integer',
              },
              non_retriable: {
                type: 'integer',
              },
            },
          },
          failed_events: {
            type: 'array',
            items: {
              type: 'object',
              required: ['index', 'reason', 'retriable'],
              properties: {
                index: {
                  type: 'integer',
                  description: 'counts from 0',
                },
                reason: {
                  type: 'string',
                },
                retriable: {
                  type: 'boolean',
                },
              },
            },
          },
        },
      },
      WhoAmI: {
        type: 'object',
        required: ['principal', 'permissions'],
        properties: {
          principal: {
            type: 'string',
          },
          permissions: {
            type: 'object',
            additionalProperties: {
              type: 'boolean',
            },
            description: 'by permission name',
          },
        },
      },
      Finding: {
        type: 'object',
        required: ['severity', 'message'],
        properties: {
          severity: {
            type: 'string',
            enum: ['error', 'warning', 'info'],
          },
          code: {
            type: 'string',
          },
          message: {
            type: 'string',
          },
          hint: {
            type: 'string',
          },
          step: {
            type: 'string',
          },
          line: {
            type: 'integer',
          },
          column: {
            type: 'integer',
          },
        },
      },
      PipelineSummary: {
        type: 'object',
        required: [
          'name',
          'entityRef',
          'owner',
          'tags',
          'systems',
          'version',
          'hash',
          'updatedAt',
          'lastRuns',
        ],
        properties: {
          name: {
            type: 'string',
          },
          kind: {
            type: 'string',
            enum: ['published', 'observed'],
            description:
              'observed: known from its runs only, so there is no spec, its version is 0 and its hash empty',
          },
          entityRef: {
            type: 'string',
            description: 'component:default/<slug>',
          },
          title: {
            type: 'string',
          },
          description: {
            type: 'string',
          },
          owner: {
            type: 'string',
          },
          tags: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          systems: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          schedule: {
            type: 'string',
            description: 'in words, in English',
          },
          cron: {
            type: 'string',
          },
          version: {
            type: 'integer',
          },
          hash: {
            type: 'string',
          },
          updatedAt: {
            type: 'string',
            format: 'date-time',
          },
          deletedAt: {
            type: 'string',
            format: 'date-time',
          },
          lastRuns: {
            type: 'array',
            description: 'the last 20, oldest first; for a sparkline',
            items: {
              $ref: '#/components/schemas/RunBrief',
            },
          },
          inputs: {
            type: 'array',
            description: 'entity refs of the datasets it reads; only when asked for datasets',
            items: {
              type: 'string',
            },
          },
          outputs: {
            type: 'array',
            description: 'entity refs of the datasets it writes; only when asked for datasets',
            items: {
              type: 'string',
            },
          },
        },
      },
      RunBrief: {
        type: 'object',
        required: ['runId', 'state'],
        properties: {
          runId: {
            type: 'string',
          },
          state: {
            $ref: '#/components/schemas/RunState',
          },
          startedAt: {
            type: 'string',
            format: 'date-time',
          },
          seconds: {
            type: 'number',
          },
          written: {
            type: 'number',
          },
          rejected: {
            type: 'number',
          },
        },
      },
      StepNode: {
        type: 'object',
        required: ['id', 'kind', 'inputs', 'title'],
        properties: {
          id: {
            type: 'string',
          },
          kind: {
            type: 'string',
          },
          title: {
            type: 'string',
            description: 'what it does, such as "where delay > 15"',
          },
          inputs: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          connection: {
            type: 'string',
          },
          system: {
            type: 'string',
          },
          object: {
            type: 'string',
          },
          datasetId: {
            type: 'string',
          },
          fields: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Field',
            },
          },
        },
      },
      Field: {
        type: 'object',
        required: ['name', 'type'],
        properties: {
          name: {
            type: 'string',
          },
          type: {
            type: 'string',
            description: 'a logical type in words, such as decimal(10,2)',
          },
          nullable: {
            type: 'boolean',
          },
          description: {
            type: 'string',
          },
          sensitivity: {
            type: 'string',
          },
        },
      },
      Pipeline: {
        allOf: [
          {
            $ref: '#/components/schemas/PipelineSummary',
          },
          {
            type: 'object',
            required: ['spec', 'yaml', 'steps', 'findings', 'reads', 'writes'],
            properties: {
              spec: {
                type: 'object',
                additionalProperties: true,
              },
              yaml: {
                type: 'string',
              },
              steps: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/StepNode',
                },
              },
              findings: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/Finding',
                },
              },
              reads: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/DatasetSummary',
                },
              },
              writes: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/DatasetSummary',
                },
              },
              mayEdit: {
                type: 'boolean',
              },
              mayDelete: {
                type: 'boolean',
              },
            },
          },
        ],
      },
      PipelineVersion: {
        type: 'object',
        required: ['version', 'hash', 'createdAt', 'createdBy'],
        properties: {
          version: {
            type: 'integer',
          },
          hash: {
            type: 'string',
          },
          createdAt: {
            type: 'string',
            format: 'date-time',
          },
          createdBy: {
            type: 'string',
          },
          message: {
            type: 'string',
          },
          changes: {
            type: 'integer',
            description: 'number of changes against the version before',
          },
        },
      },
      PipelineVersionWithSpec: {
        allOf: [
          {
            $ref: '#/components/schemas/PipelineVersion',
          },
          {
            type: 'object',
            required: ['yaml'],
            properties: {
              yaml: {
                type: 'string',
              },
              spec: {
                type: 'object',
                additionalProperties: true,
              },
            },
          },
        ],
      },
      VersionDiff: {
        type: 'object',
        required: ['from', 'to', 'changes', 'fromYaml', 'toYaml'],
        properties: {
          from: {
            type: 'integer',
          },
          to: {
            type: 'integer',
          },
          fromYaml: {
            type: 'string',
          },
          toYaml: {
            type: 'string',
          },
          changes: {
            type: 'array',
            items: {
              type: 'object',
              required: ['kind', 'path'],
              properties: {
                kind: {
                  type: 'string',
                  enum: ['added', 'removed', 'changed'],
                },
                path: {
                  type: 'string',
                },
                before: {},
                after: {},
              },
            },
          },
        },
      },
      Published: {
        type: 'object',
        required: ['name', 'version', 'hash', 'changed'],
        properties: {
          name: {
            type: 'string',
          },
          version: {
            type: 'integer',
          },
          hash: {
            type: 'string',
          },
          changed: {
            type: 'boolean',
          },
          url: {
            type: 'string',
          },
        },
      },
      Compiled: {
        type: 'object',
        required: ['files', 'refusals'],
        properties: {
          target: {
            type: 'string',
          },
          files: {
            type: 'array',
            items: {
              type: 'object',
              required: ['path', 'text'],
              properties: {
                path: {
                  type: 'string',
                },
                text: {
                  type: 'string',
                },
              },
            },
          },
          refusals: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Finding',
            },
          },
        },
      },
      Validated: {
        type: 'object',
        required: ['findings', 'steps'],
        properties: {
          findings: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Finding',
            },
          },
          steps: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/StepNode',
            },
          },
          yaml: {
            type: 'string',
          },
        },
      },
      Generated: {
        type: 'object',
        required: ['status'],
        properties: {
          status: {
            type: 'string',
            enum: ['ok', 'question'],
          },
          spec: {
            type: 'object',
            additionalProperties: true,
          },
          yaml: {
            type: 'string',
          },
          steps: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/StepNode',
            },
          },
          draft: {
            type: 'object',
            additionalProperties: true,
          },
          questions: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Question',
            },
          },
          explanation: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: true,
            },
          },
        },
      },
      Question: {
        type: 'object',
        required: ['text'],
        properties: {
          id: {
            type: 'string',
            description: 'the key of answers',
          },
          free: {
            type: 'boolean',
            description: 'any text is an answer',
          },
          about: {
            type: 'string',
            description: 'the phrase that it is about',
          },
          field: {
            type: 'string',
          },
          text: {
            type: 'string',
          },
          options: {
            type: 'array',
            items: {
              type: 'object',
              required: ['label'],
              properties: {
                label: {
                  type: 'string',
                },
                value: {
                  type: 'string',
                },
              },
            },
          },
        },
      },
      Run: {
        allOf: [
          {
            $ref: '#/components/schemas/RunBrief',
          },
          {
            type: 'object',
            required: ['pipeline'],
            properties: {
              pipeline: {
                type: 'string',
              },
              version: {
                type: 'integer',
              },
              hash: {
                type: 'string',
              },
              door: {
                type: 'string',
                description: 'cli, n8n or airflow',
              },
              producer: {
                type: 'string',
              },
              namespace: {
                type: 'string',
              },
              endedAt: {
                type: 'string',
                format: 'date-time',
              },
              nominalTime: {
                type: 'string',
                format: 'date-time',
              },
              nativeId: {
                type: 'string',
                description: 'what the system that ran it calls it, such as the dag_run_id of Airflow',
              },
              heardAt: {
                type: 'string',
                format: 'date-time',
                description: 'time of the newest event about it',
              },
              stateFrom: {
                type: 'string',
                description:
                  'who says how it ended, where no event of its own did: tasks, silence, or the id of a source of runs',
              },
              read: {
                type: 'number',
              },
              error: {
                type: 'object',
                properties: {
                  message: {
                    type: 'string',
                  },
                  stackTrace: {
                    type: 'string',
                  },
                },
              },
              ledgers: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/RunLedger',
                },
              },
              checks: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['name', 'passed'],
                  properties: {
                    name: {
                      type: 'string',
                    },
                    step: {
                      type: 'string',
                    },
                    severity: {
                      type: 'string',
                    },
                    passed: {
                      type: 'boolean',
                    },
                    failedRows: {
                      type: 'number',
                    },
                    totalRows: {
                      type: 'number',
                    },
                  },
                },
              },
              tasks: {
                type: 'array',
                description: 'of an Airflow run',
                items: {
                  type: 'object',
                  required: ['name', 'state'],
                  properties: {
                    name: {
                      type: 'string',
                    },
                    state: {
                      $ref: '#/components/schemas/RunState',
                    },
                    startedAt: {
                      type: 'string',
                    },
                    endedAt: {
                      type: 'string',
                    },
                    error: {
                      type: 'string',
                    },
                  },
                },
              },
            },
          },
        ],
      },
      RunSourceProblem: {
        type: 'object',
        required: ['source', 'message', 'messageRu'],
        properties: {
          source: {
            type: 'string',
            description: 'its id, such as airflow',
          },
          code: {
            type: 'string',
          },
          message: {
            type: 'string',
            description: 'in English',
          },
          messageRu: {
            type: 'string',
            description: 'the same in Russian',
          },
        },
      },
      RunLedger: {
        type: 'object',
        required: ['step', 'read', 'written', 'rejected'],
        properties: {
          step: {
            type: 'string',
          },
          dataset: {
            type: 'string',
          },
          datasetId: {
            type: 'string',
          },
          mode: {
            type: 'string',
          },
          path: {
            type: 'string',
          },
          read: {
            type: 'number',
          },
          written: {
            type: 'number',
          },
          rejected: {
            type: 'number',
          },
          seconds: {
            type: 'number',
          },
          firstRejects: {
            type: 'array',
            description: 'the first rows that were set aside, without their values',
            items: {
              $ref: '#/components/schemas/RejectedRow',
            },
          },
        },
      },
      RejectedRow: {
        type: 'object',
        required: ['row', 'reason'],
        properties: {
          row: {
            type: 'integer',
            description: 'its number in the source, from 1',
          },
          line: {
            type: 'integer',
            description: 'in a text file',
          },
          field: {
            type: 'string',
          },
          reason: {
            type: 'string',
            description: 'a stable code, such as not-a-number',
          },
        },
      },
      DatasetSummary: {
        type: 'object',
        required: ['id', 'namespace', 'name', 'entityRef'],
        properties: {
          id: {
            type: 'string',
            description: 'stable and short, of namespace and name',
          },
          namespace: {
            type: 'string',
          },
          name: {
            type: 'string',
          },
          title: {
            type: 'string',
            description: 'what people call it: the object without its server',
          },
          system: {
            type: 'string',
          },
          connection: {
            type: 'string',
          },
          entityRef: {
            type: 'string',
            description: 'resource:default/<slug>',
          },
          owner: {
            type: 'string',
          },
          sensitivity: {
            type: 'string',
          },
          fieldCount: {
            type: 'integer',
          },
          updatedAt: {
            type: 'string',
            format: 'date-time',
          },
          goneAt: {
            type: 'string',
            format: 'date-time',
            description: 'when it was last said to be dropped',
          },
        },
      },
      Dataset: {
        allOf: [
          {
            $ref: '#/components/schemas/DatasetSummary',
          },
          {
            type: 'object',
            required: ['fields', 'producers', 'consumers', 'aliases'],
            properties: {
              fields: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/Field',
                },
              },
              producers: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/PipelineSummary',
                },
              },
              consumers: {
                type: 'array',
                items: {
                  $ref: '#/components/schemas/PipelineSummary',
                },
              },
              aliases: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['namespace', 'name'],
                  properties: {
                    namespace: {
                      type: 'string',
                    },
                    name: {
                      type: 'string',
                    },
                  },
                },
              },
              profile: {
                type: 'object',
                additionalProperties: true,
                description: 'a core DatasetProfile, when there is one',
              },
              profiledAt: {
                type: 'string',
                format: 'date-time',
              },
              lastWrittenAt: {
                type: 'string',
                format: 'date-time',
              },
            },
          },
        ],
      },
      LineageGraph: {
        type: 'object',
        required: ['nodes', 'edges', 'columnEdges', 'truncated'],
        properties: {
          nodes: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/LineageNode',
            },
          },
          edges: {
            type: 'array',
            description: 'dataset → pipeline and pipeline → dataset',
            items: {
              type: 'object',
              required: ['from', 'to'],
              properties: {
                from: {
                  type: 'string',
                },
                to: {
                  type: 'string',
                },
              },
            },
          },
          columnEdges: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ColumnEdge',
            },
          },
          truncated: {
            type: 'boolean',
            description: 'maxNodes was reached; nodes say what is hidden',
          },
          asOf: {
            $ref: '#/components/schemas/LineageMoment',
          },
        },
      },
      LineageMoment: {
        type: 'object',
        description: 'a moment of history; without `at` it is now',
        properties: {
          at: {
            type: 'string',
            format: 'date-time',
          },
          run: {
            type: 'string',
            description: 'the run that was asked for',
          },
        },
      },
      LineageEdge: {
        type: 'object',
        description: 'dataset → pipeline or pipeline → dataset',
        required: ['from', 'to'],
        properties: {
          from: {
            type: 'string',
            description: 'id of a node',
          },
          to: {
            type: 'string',
          },
        },
      },
      LineageEdges: {
        type: 'object',
        required: ['edges', 'columnEdges'],
        properties: {
          edges: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/LineageEdge',
            },
          },
          columnEdges: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/ColumnEdge',
            },
          },
        },
      },
      LineageChanges: {
        type: 'object',
        required: ['from', 'to', 'nodes', 'added', 'removed', 'kept', 'truncated'],
        properties: {
          from: {
            $ref: '#/components/schemas/LineageMoment',
          },
          to: {
            $ref: '#/components/schemas/LineageMoment',
          },
          nodes: {
            type: 'array',
            description: 'all that the edges name, the focus among them',
            items: {
              $ref: '#/components/schemas/LineageNode',
            },
          },
          added: {
            $ref: '#/components/schemas/LineageEdges',
          },
          removed: {
            $ref: '#/components/schemas/LineageEdges',
          },
          kept: {
            $ref: '#/components/schemas/LineageEdges',
          },
          truncated: {
            type: 'boolean',
            description: 'maxNodes was reached: more may have changed farther away',
          },
        },
      },
      LineageChange: {
        type: 'object',
        required: ['at', 'pipeline', 'added', 'removed'],
        properties: {
          at: {
            type: 'string',
            format: 'date-time',
            description: 'from when on it was so: when the run began or the version was published',
          },
          pipeline: {
            type: 'string',
          },
          run: {
            type: 'string',
            description: 'the run that told it, where one did',
          },
          version: {
            type: 'integer',
            description: 'the version that was published, where that changed it',
          },
          added: {
            $ref: '#/components/schemas/LineageEdges',
          },
          removed: {
            $ref: '#/components/schemas/LineageEdges',
          },
        },
      },
      LineageNode: {
        type: 'object',
        required: ['id', 'type', 'title'],
        properties: {
          id: {
            type: 'string',
            description: 'dataset:<id> or pipeline:<name>',
          },
          type: {
            type: 'string',
            enum: ['dataset', 'pipeline'],
          },
          title: {
            type: 'string',
          },
          subtitle: {
            type: 'string',
          },
          system: {
            type: 'string',
          },
          entityRef: {
            type: 'string',
          },
          fields: {
            type: 'array',
            items: {
              $ref: '#/components/schemas/Field',
            },
          },
          distance: {
            type: 'integer',
            description: 'hops; negative upstream, 0 the focus',
          },
          hiddenUpstream: {
            type: 'integer',
          },
          hiddenDownstream: {
            type: 'integer',
          },
          lastRun: {
            $ref: '#/components/schemas/RunBrief',
          },
          gone: {
            type: 'boolean',
          },
        },
      },
      ColumnEdge: {
        type: 'object',
        required: ['from', 'to', 'kind', 'pipeline'],
        properties: {
          from: {
            $ref: '#/components/schemas/ColumnEnd',
          },
          to: {
            $ref: '#/components/schemas/ColumnEnd',
          },
          kind: {
            type: 'string',
            enum: ['direct', 'indirect'],
          },
          transformation: {
            type: 'string',
          },
          pipeline: {
            type: 'string',
          },
        },
      },
      ColumnEnd: {
        type: 'object',
        required: ['dataset'],
        properties: {
          dataset: {
            type: 'string',
            description: 'id of a dataset',
          },
          field: {
            type: 'string',
            description: 'without it, all rows',
          },
        },
      },
      ImpactItem: {
        type: 'object',
        required: ['distance', 'dataset'],
        properties: {
          distance: {
            type: 'integer',
          },
          dataset: {
            $ref: '#/components/schemas/DatasetSummary',
          },
          field: {
            type: 'string',
          },
          pipeline: {
            type: 'string',
          },
          kind: {
            type: 'string',
            enum: ['direct', 'indirect'],
          },
        },
      },
      ConnectionInfo: {
        type: 'object',
        required: ['name', 'system', 'title'],
        properties: {
          name: {
            type: 'string',
          },
          system: {
            type: 'string',
          },
          title: {
            type: 'string',
          },
        },
      },
      AuditAction: {
        type: 'string',
        enum: ['publish', 'rollback', 'delete', 'restore'],
      },
      AuditEntry: {
        type: 'object',
        required: ['pipeline', 'at', 'who', 'action'],
        properties: {
          pipeline: {
            type: 'string',
          },
          at: {
            type: 'string',
            format: 'date-time',
          },
          who: {
            type: 'string',
          },
          action: {
            $ref: '#/components/schemas/AuditAction',
          },
          version: {
            type: 'integer',
          },
          message: {
            type: 'string',
          },
        },
      },
    },
  },
} as const;

// Made from openapi.yaml by `npm run openapi`; do not edit.
export interface paths {
    "/v1/whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the caller is and what they may do; the connection test of other tools. */
        get: operations["whoAmI"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPipelines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get: operations["getPipeline"];
        /** Stores a spec as the pipeline's newest version; the same spec again changes nothing. */
        put: operations["publishPipeline"];
        post?: never;
        /** Soft; restore brings it back. */
        delete: operations["deletePipeline"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["restorePipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get: operations["listVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
                version: number;
            };
            cookie?: never;
        };
        get: operations["getVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an older version the newest again, as a version of its own. */
        post: operations["rollBackPipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}/diff": {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get: operations["diffVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}/code": {
        parameters: {
            query: {
                /** @description airflow, sql, n8n or diagram */
                target: string;
                /** @description of the pipeline */
                version?: number;
                /** @description options of the compiler, as key=value */
                options?: string[];
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get: operations["getCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pipelines/{name}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed which pipeline, of all that the caller may see. */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDatasets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get: operations["getDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/datasets/{id}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        get?: never;
        /** Stores what `ai-etl profile --json` found. */
        put: operations["putProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The graph of tables and columns around a dataset or a pipeline. */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lineage/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed around a dataset or a pipeline between two moments or runs. */
        get: operations["getLineageChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lineage/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the lineage of a dataset or a pipeline became another one, newest first. */
        get: operations["listLineageHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would break if a dataset or one of its fields went away. */
        get: operations["getImpact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["validateSpec"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A sentence, Russian or English, becomes a spec, or a question comes back. */
        post: operations["generateSpec"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/compile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["compileSpec"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connections of the portal's configuration; names and systems, never secrets. */
        get: operations["listConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{name}/objects": {
        parameters: {
            query?: {
                search?: string;
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get: operations["listObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connections/{name}/preview": {
        parameters: {
            query: {
                object: string;
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        get: operations["previewObject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An OpenLineage 1.x event, as Airflow's provider, n8n runs and the command line send it. */
        post: operations["postOpenLineage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lineage/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Many OpenLineage events at once; each is stored or refused by itself. */
        post: operations["postOpenLineageBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description silent: nobody told of an end, and there has been no news for long
         * @enum {string}
         */
        RunState: "running" | "success" | "failed" | "cancelled" | "silent" | "unknown";
        Problem: {
            error: {
                name: string;
                message: string;
                /** @description the core error code, such as spec.unknown-field */
                code?: string;
                findings?: components["schemas"]["Finding"][];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description as OpenLineage has it */
        BatchReport: {
            /** @enum {string} */
            status: "success" | "partial_success";
            summary: {
                received: number;
                successful: number;
                failed: number;
                retriable: number;
                non_retriable: number;
            };
            failed_events?: {
                /** @description counts from 0 */
                index: number;
                reason: string;
                retriable: boolean;
            }[];
        };
        WhoAmI: {
            principal: string;
            /** @description by permission name */
            permissions: {
                [key: string]: boolean;
            };
        };
        Finding: {
            /** @enum {string} */
            severity: "error" | "warning" | "info";
            code?: string;
            message: string;
            hint?: string;
            step?: string;
            line?: number;
            column?: number;
        };
        PipelineSummary: {
            name: string;
            /**
             * @description observed: known from its runs only, so there is no spec, its version is 0 and its hash empty
             * @enum {string}
             */
            kind?: "published" | "observed";
            /** @description component:default/<slug> */
            entityRef: string;
            title?: string;
            description?: string;
            owner: string;
            tags: string[];
            systems: string[];
            /** @description in words, in English */
            schedule?: string;
            cron?: string;
            version: number;
            hash: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            deletedAt?: string;
            /** @description the last 20, oldest first; for a sparkline */
            lastRuns: components["schemas"]["RunBrief"][];
            /** @description entity refs of the datasets it reads; only when asked for datasets */
            inputs?: string[];
            /** @description entity refs of the datasets it writes; only when asked for datasets */
            outputs?: string[];
        };
        RunBrief: {
            runId: string;
            state: components["schemas"]["RunState"];
            /** Format: date-time */
            startedAt?: string;
            seconds?: number;
            written?: number;
            rejected?: number;
        };
        StepNode: {
            id: string;
            kind: string;
            /** @description what it does, such as "where delay > 15" */
            title: string;
            inputs: string[];
            connection?: string;
            system?: string;
            object?: string;
            datasetId?: string;
            fields?: components["schemas"]["Field"][];
        };
        Field: {
            name: string;
            /** @description a logical type in words, such as decimal(10,2) */
            type: string;
            nullable?: boolean;
            description?: string;
            sensitivity?: string;
        };
        Pipeline: components["schemas"]["PipelineSummary"] & {
            spec: {
                [key: string]: unknown;
            };
            yaml: string;
            steps: components["schemas"]["StepNode"][];
            findings: components["schemas"]["Finding"][];
            reads: components["schemas"]["DatasetSummary"][];
            writes: components["schemas"]["DatasetSummary"][];
            mayEdit?: boolean;
            mayDelete?: boolean;
        };
        PipelineVersion: {
            version: number;
            hash: string;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            message?: string;
            /** @description number of changes against the version before */
            changes?: number;
        };
        PipelineVersionWithSpec: components["schemas"]["PipelineVersion"] & {
            yaml: string;
            spec?: {
                [key: string]: unknown;
            };
        };
        VersionDiff: {
            from: number;
            to: number;
            fromYaml: string;
            toYaml: string;
            changes: {
                /** @enum {string} */
                kind: "added" | "removed" | "changed";
                path: string;
                before?: unknown;
                after?: unknown;
            }[];
        };
        Published: {
            name: string;
            version: number;
            hash: string;
            changed: boolean;
            url?: string;
        };
        Compiled: {
            target?: string;
            files: {
                path: string;
                text: string;
            }[];
            refusals: components["schemas"]["Finding"][];
        };
        Validated: {
            findings: components["schemas"]["Finding"][];
            steps: components["schemas"]["StepNode"][];
            yaml?: string;
        };
        Generated: {
            /** @enum {string} */
            status: "ok" | "question";
            spec?: {
                [key: string]: unknown;
            };
            yaml?: string;
            steps?: components["schemas"]["StepNode"][];
            draft?: {
                [key: string]: unknown;
            };
            questions?: components["schemas"]["Question"][];
            explanation?: {
                [key: string]: unknown;
            }[];
        };
        Question: {
            /** @description the key of answers */
            id?: string;
            /** @description any text is an answer */
            free?: boolean;
            /** @description the phrase that it is about */
            about?: string;
            field?: string;
            text: string;
            options?: {
                label: string;
                value?: string;
            }[];
        };
        Run: components["schemas"]["RunBrief"] & {
            pipeline: string;
            version?: number;
            hash?: string;
            /** @description cli, n8n or airflow */
            door?: string;
            producer?: string;
            namespace?: string;
            /** Format: date-time */
            endedAt?: string;
            /** Format: date-time */
            nominalTime?: string;
            /** @description what the system that ran it calls it, such as the dag_run_id of Airflow */
            nativeId?: string;
            /**
             * Format: date-time
             * @description time of the newest event about it
             */
            heardAt?: string;
            /** @description who says how it ended, where no event of its own did: tasks, silence, or the id of a source of runs */
            stateFrom?: string;
            read?: number;
            error?: {
                message?: string;
                stackTrace?: string;
            };
            ledgers?: components["schemas"]["RunLedger"][];
            checks?: {
                name: string;
                step?: string;
                severity?: string;
                passed: boolean;
                failedRows?: number;
                totalRows?: number;
            }[];
            /** @description of an Airflow run */
            tasks?: {
                name: string;
                state: components["schemas"]["RunState"];
                startedAt?: string;
                endedAt?: string;
                error?: string;
            }[];
        };
        RunSourceProblem: {
            /** @description its id, such as airflow */
            source: string;
            code?: string;
            /** @description in English */
            message: string;
            /** @description the same in Russian */
            messageRu: string;
        };
        RunLedger: {
            step: string;
            dataset?: string;
            datasetId?: string;
            mode?: string;
            path?: string;
            read: number;
            written: number;
            rejected: number;
            seconds?: number;
            /** @description the first rows that were set aside, without their values */
            firstRejects?: components["schemas"]["RejectedRow"][];
        };
        RejectedRow: {
            /** @description its number in the source, from 1 */
            row: number;
            /** @description in a text file */
            line?: number;
            field?: string;
            /** @description a stable code, such as not-a-number */
            reason: string;
        };
        DatasetSummary: {
            /** @description stable and short, of namespace and name */
            id: string;
            namespace: string;
            name: string;
            /** @description what people call it: the object without its server */
            title?: string;
            system?: string;
            connection?: string;
            /** @description resource:default/<slug> */
            entityRef: string;
            owner?: string;
            sensitivity?: string;
            fieldCount?: number;
            /** Format: date-time */
            updatedAt?: string;
            /**
             * Format: date-time
             * @description when it was last said to be dropped
             */
            goneAt?: string;
        };
        Dataset: components["schemas"]["DatasetSummary"] & {
            fields: components["schemas"]["Field"][];
            producers: components["schemas"]["PipelineSummary"][];
            consumers: components["schemas"]["PipelineSummary"][];
            aliases: {
                namespace: string;
                name: string;
            }[];
            /** @description a core DatasetProfile, when there is one */
            profile?: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            profiledAt?: string;
            /** Format: date-time */
            lastWrittenAt?: string;
        };
        LineageGraph: {
            nodes: components["schemas"]["LineageNode"][];
            /** @description dataset → pipeline and pipeline → dataset */
            edges: {
                from: string;
                to: string;
            }[];
            columnEdges: components["schemas"]["ColumnEdge"][];
            /** @description maxNodes was reached; nodes say what is hidden */
            truncated: boolean;
            asOf?: components["schemas"]["LineageMoment"];
        };
        /** @description a moment of history; without `at` it is now */
        LineageMoment: {
            /** Format: date-time */
            at?: string;
            /** @description the run that was asked for */
            run?: string;
        };
        /** @description dataset → pipeline or pipeline → dataset */
        LineageEdge: {
            /** @description id of a node */
            from: string;
            to: string;
        };
        LineageEdges: {
            edges: components["schemas"]["LineageEdge"][];
            columnEdges: components["schemas"]["ColumnEdge"][];
        };
        LineageChanges: {
            from: components["schemas"]["LineageMoment"];
            to: components["schemas"]["LineageMoment"];
            /** @description all that the edges name, the focus among them */
            nodes: components["schemas"]["LineageNode"][];
            added: components["schemas"]["LineageEdges"];
            removed: components["schemas"]["LineageEdges"];
            kept: components["schemas"]["LineageEdges"];
            /** @description maxNodes was reached: more may have changed farther away */
            truncated: boolean;
        };
        LineageChange: {
            /**
             * Format: date-time
             * @description from when on it was so: when the run began or the version was published
             */
            at: string;
            pipeline: string;
            /** @description the run that told it, where one did */
            run?: string;
            /** @description the version that was published, where that changed it */
            version?: number;
            added: components["schemas"]["LineageEdges"];
            removed: components["schemas"]["LineageEdges"];
        };
        LineageNode: {
            /** @description dataset:<id> or pipeline:<name> */
            id: string;
            /** @enum {string} */
            type: "dataset" | "pipeline";
            title: string;
            subtitle?: string;
            system?: string;
            entityRef?: string;
            fields?: components["schemas"]["Field"][];
            /** @description hops; negative upstream, 0 the focus */
            distance?: number;
            hiddenUpstream?: number;
            hiddenDownstream?: number;
            lastRun?: components["schemas"]["RunBrief"];
            gone?: boolean;
        };
        ColumnEdge: {
            from: components["schemas"]["ColumnEnd"];
            to: components["schemas"]["ColumnEnd"];
            /** @enum {string} */
            kind: "direct" | "indirect";
            transformation?: string;
            pipeline: string;
        };
        ColumnEnd: {
            /** @description id of a dataset */
            dataset: string;
            /** @description without it, all rows */
            field?: string;
        };
        ImpactItem: {
            distance: number;
            dataset: components["schemas"]["DatasetSummary"];
            field?: string;
            pipeline?: string;
            /** @enum {string} */
            kind?: "direct" | "indirect";
        };
        ConnectionInfo: {
            name: string;
            system: string;
            title: string;
        };
        /** @enum {string} */
        AuditAction: "publish" | "rollback" | "delete" | "restore";
        AuditEntry: {
            pipeline: string;
            /** Format: date-time */
            at: string;
            who: string;
            action: components["schemas"]["AuditAction"];
            version?: number;
            message?: string;
        };
    };
    responses: {
        /** @description what was wrong, in Backstage's form */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        name: string;
        id: string;
        limit: number;
        offset: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    whoAmI: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhoAmI"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPipelines: {
        parameters: {
            query?: {
                /** @description words of name, title, description, owner, tags or datasets */
                search?: string;
                owner?: string;
                tag?: string;
                /** @description a system it reads or writes, such as clickhouse */
                system?: string;
                /** @description of its last run */
                status?: components["schemas"]["RunState"];
                /** @description the deleted ones instead */
                deleted?: boolean;
                /** @description with inputs and outputs: what each reads and writes */
                datasets?: boolean;
                /** @description status, duration and rows are those of the last run; by status the failed ones come first */
                sort?: "name" | "updatedAt" | "lastRunAt" | "owner" | "status" | "duration" | "rows";
                order?: "asc" | "desc";
                limit?: components["parameters"]["limit"];
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of pipelines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PipelineSummary"][];
                        total: number;
                        /** @description how many of those that fit all but the status ended their last run how; `never` have none */
                        states?: {
                            [key: string]: number;
                        };
                        /** @description values to filter by, over all that the caller may see */
                        facets?: {
                            owners: string[];
                            tags: string[];
                            systems: string[];
                        };
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the pipeline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pipeline"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description the spec, as YAML or JSON text or as an object */
                    spec: string | {
                        [key: string]: unknown;
                    };
                    /** @description fields of datasets, by "connection:object"; a core TableSchema each */
                    schemas?: {
                        [key: string]: {
                            [key: string]: unknown;
                        };
                    };
                    message?: string;
                    /** @description refuse with 409 unless this is the newest; 0: must be new */
                    expectedVersion?: number;
                };
            };
        };
        responses: {
            /** @description a newer version or no change */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            /** @description created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deletePipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    restorePipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description a new name, when its own is taken by now */
                    as?: string;
                };
            };
        };
        responses: {
            /** @description restored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineSummary"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PipelineVersion"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the version with its spec */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineVersionWithSpec"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rollBackPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    version: number;
                    expectedVersion?: number;
                };
            };
        };
        responses: {
            /** @description the new version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    diffVersions: {
        parameters: {
            query: {
                from: number;
                to: number;
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description what changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCode: {
        parameters: {
            query: {
                /** @description airflow, sql, n8n or diagram */
                target: string;
                /** @description of the pipeline */
                version?: number;
                /** @description options of the compiler, as key=value */
                options?: string[];
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description compiled files or refusals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Compiled"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                status?: components["schemas"]["RunState"];
                limit?: components["parameters"]["limit"];
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Run"][];
                        total: number;
                        /** @description sources of runs that gave none this time */
                        problems?: components["schemas"]["RunSourceProblem"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAudit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description who did what, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                action?: components["schemas"]["AuditAction"];
                limit?: components["parameters"]["limit"];
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the run with its ledgers, tasks and checks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                search?: string;
                system?: string;
                limit?: components["parameters"]["limit"];
                offset?: components["parameters"]["offset"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of datasets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DatasetSummary"][];
                        total: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the dataset */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description stored */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getLineage: {
        parameters: {
            query?: {
                /** @description id of a dataset */
                dataset?: string;
                /** @description name of a pipeline */
                pipeline?: string;
                direction?: "upstream" | "downstream" | "both";
                /** @description hops from dataset to dataset */
                depth?: number;
                /** @description with edges between columns */
                columns?: boolean;
                maxNodes?: number;
                /** @description a time of ISO 8601: the graph as it was then */
                at?: string;
                /** @description id of a run: the graph as it was with that run */
                run?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the graph */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineageGraph"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getLineageChanges: {
        parameters: {
            query?: {
                /** @description id of a dataset */
                dataset?: string;
                /** @description name of a pipeline */
                pipeline?: string;
                /** @description a time of ISO 8601; from or fromRun is needed */
                from?: string;
                /** @description id of a run */
                fromRun?: string;
                /** @description a time of ISO 8601; without it and toRun, now */
                to?: string;
                /** @description id of a run */
                toRun?: string;
                direction?: "upstream" | "downstream" | "both";
                /** @description hops from dataset to dataset */
                depth?: number;
                /** @description with edges between columns */
                columns?: boolean;
                maxNodes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description what came and what went */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineageChanges"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listLineageHistory: {
        parameters: {
            query?: {
                /** @description id of a dataset */
                dataset?: string;
                /** @description name of a pipeline */
                pipeline?: string;
                /** @description a time of ISO 8601: only changes before it, such as `next` of the page before */
                before?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of changes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["LineageChange"][];
                        /**
                         * Format: date-time
                         * @description where the next page begins; absent on the last one
                         */
                        next?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getImpact: {
        parameters: {
            query: {
                dataset: string;
                field?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description everything downstream, nearest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ImpactItem"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    validateSpec: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    spec: string | {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description findings and the graph of steps */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Validated"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    generateSpec: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    name?: string;
                    owner?: string;
                    /** @enum {string} */
                    language?: "en" | "ru";
                    /** @description names of configured connections whose datasets it may use */
                    connections?: string[];
                    /** @description answers to the questions of an earlier call: question id → value */
                    answers?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description a spec or questions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Generated"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    compileSpec: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    spec: string | {
                        [key: string]: unknown;
                    };
                    target: string;
                    options?: {
                        [key: string]: string;
                    };
                };
            };
        };
        responses: {
            /** @description compiled files or refusals */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Compiled"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConnections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description connections */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ConnectionInfo"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listObjects: {
        parameters: {
            query?: {
                search?: string;
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description tables or files */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            object: string;
                            rows?: number;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewObject: {
        parameters: {
            query: {
                object: string;
            };
            header?: never;
            path: {
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description fields and first rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fields: components["schemas"]["Field"][];
                        rows: {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    postOpenLineage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description stored, or known already */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    postOpenLineageBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                }[];
            };
        };
        responses: {
            /** @description what became of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchReport"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}

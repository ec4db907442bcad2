import type { components } from './schema/openapi.generated';

type Schemas = components['schemas'];

/** @public */
export type PipelineSummary = Schemas['PipelineSummary'];
/** @public */
export type Pipeline = Schemas['Pipeline'];
/** @public */
export type PipelineVersion = Schemas['PipelineVersion'];
/** @public */
export type PipelineVersionWithSpec = Schemas['PipelineVersionWithSpec'];
/** @public */
export type VersionDiff = Schemas['VersionDiff'];
/** @public */
export type Published = Schemas['Published'];
/** @public */
export type StepNode = Schemas['StepNode'];
/** @public */
export type Field = Schemas['Field'];
/** @public */
export type Finding = Schemas['Finding'];
/** @public */
export type Compiled = Schemas['Compiled'];
/** @public */
export type Validated = Schemas['Validated'];
/** @public */
export type Generated = Schemas['Generated'];
/** @public */
export type Question = Schemas['Question'];
/** @public */
export type Run = Schemas['Run'];
/** @public */
export type RunBrief = Schemas['RunBrief'];
/** @public */
export type RunLedger = Schemas['RunLedger'];
/** @public */
export type RunSourceProblem = Schemas['RunSourceProblem'];
/** @public */
export type BatchReport = Schemas['BatchReport'];
/** @public */
export type RunState = Schemas['RunState'];
/** @public */
export type DatasetSummary = Schemas['DatasetSummary'];
/** @public */
export type Dataset = Schemas['Dataset'];
/** @public */
export type LineageGraph = Schemas['LineageGraph'];
/** @public */
export type LineageNode = Schemas['LineageNode'];
/** @public */
export type LineageMoment = Schemas['LineageMoment'];
/** @public */
export type LineageEdge = Schemas['LineageEdge'];
/** @public */
export type LineageEdges = Schemas['LineageEdges'];
/** @public */
export type LineageChanges = Schemas['LineageChanges'];
/** @public */
export type LineageChange = Schemas['LineageChange'];
/** @public */
export type ColumnEdge = Schemas['ColumnEdge'];
/** @public */
export type ColumnEnd = Schemas['ColumnEnd'];
/** @public */
export type ImpactItem = Schemas['ImpactItem'];
/** @public */
export type ConnectionInfo = Schemas['ConnectionInfo'];
/** @public */
export type RejectedRow = Schemas['RejectedRow'];
/** @public */
export type AuditAction = Schemas['AuditAction'];
/** @public */
export type AuditEntry = Schemas['AuditEntry'];
/** @public */
export type WhoAmI = Schemas['WhoAmI'];

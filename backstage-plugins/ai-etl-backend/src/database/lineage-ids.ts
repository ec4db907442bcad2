import { createHash } from 'node:crypto';

const hashOf = (text: string) => createHash('sha1').update(text).digest('hex');

/** Jobs that no event names, for names of events have a slash: a version's spec, and the list of a DAG's tasks. */
export const specJob = 'spec';
export const tasksJob = 'tasks';

/** A job of a version of a pipeline. */
export interface JobName {
  pipelineId: number;
  version: number;
  job: string;
}

export const jobIdOf = ({ pipelineId, version, job }: JobName) => hashOf(`${pipelineId} ${version} ${job}`);
export const tellingIdOf = (job: string, mark: string) => hashOf(`${job} ${mark}`);
export const markOfText = hashOf;

import type { PipelineLineage } from '../database/LineageStore';
import type { PipelineRow } from '../database/tables';
import type { ReadEvent } from './read-event';

/** Lineage of one event, with the mark it is remembered by. */
export interface NewLineage extends PipelineLineage {
  mark: string;
}

const mostMarks = 50_000;

/**
 * Remembers lineage that was stored already: most events of a job say what the one before said, and then nothing is
 * written. A new version of the pipeline is a new start, because publishing takes the older lineage away.
 */
export class LineageMemory {
  private readonly marks = new Set<string>();

  unknown(events: readonly ReadEvent[], pipelines: Map<string, PipelineRow>): NewLineage[] {
    return events.flatMap(({ job, lineage, lineageMark }) => {
      const pipeline = job && pipelines.get(job.pipeline);
      if (!pipeline || !lineage || lineage.edges.length === 0) return [];
      const { edges, columnEdges } = lineage;
      const mark = `${pipeline.id} ${pipeline.version} ${lineageMark}`;
      return this.marks.has(mark) ? [] : [{ pipelineId: pipeline.id, edges, columnEdges, mark }];
    });
  }

  remember(lineages: readonly NewLineage[]): void {
    if (this.marks.size > mostMarks) this.marks.clear();
    for (const { mark } of lineages) this.marks.add(mark);
  }
}

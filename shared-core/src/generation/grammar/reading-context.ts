import type { SceneDataset } from '../columns/scene';

/** What the readers may look at. */
export interface ReadingContext {
  text: string;
  datasets: SceneDataset[];
  /** Stems of cue words: never a bare value, never a guessed column. */
  cues: ReadonlySet<string>;
  /** Words without a meaning of their own, stems of Russian ones: never a value. */
  glue: ReadonlySet<string>;
  now: Date;
}

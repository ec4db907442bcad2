import { pipelines } from './pipelines';
import { steps } from './steps';
import { systems } from './systems';

/** Texts of forms, from English. What the core declares (`titleRu`, `descriptionRu`) is not repeated here. */
export const russian: Record<string, string> = { ...systems, ...steps, ...pipelines };

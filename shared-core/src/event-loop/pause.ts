import { setImmediate } from 'node:timers/promises';

/** Gives the event loop one turn. @internal */
export const breathe = () => setImmediate();

/**
 * Gives the event loop its turn when a stretch of work has held it for long enough; hosts such as n8n serve
 * their whole UI on that loop.
 * @internal
 */
export class Pause {
  private since = performance.now();

  constructor(private readonly longestMs = 12) {}

  /** True when it is time to {@link Pause.take}; cheap enough to ask per row. */
  get due(): boolean {
    return performance.now() - this.since > this.longestMs;
  }

  async take(): Promise<void> {
    await breathe();
    this.since = performance.now();
  }
}

import { eventErrors } from './errors';

interface Bucket {
  tokens: number;
  at: number;
}

/** Seconds of the allowed rate that may come at once after a pause. */
const burstSeconds = 10;
const mostCallers = 10_000;

/** Bounds what one caller may send: a bucket of tokens a caller, in this process. */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly perSecond: number,
    private readonly clock: () => number = Date.now,
  ) {}

  /** @throws `portal.too-fast` (transient) */
  take(who: string, count = 1): void {
    const bucket = this.refilled(who);
    if (bucket.tokens < count) throw eventErrors['too-fast']({ who, perSecond: this.perSecond });
    bucket.tokens -= count;
  }

  private refilled(who: string): Bucket {
    const most = this.perSecond * burstSeconds;
    const at = this.clock();
    const known = this.buckets.get(who);
    const tokens = known ? Math.min(most, known.tokens + ((at - known.at) / 1000) * this.perSecond) : most;
    const bucket = { tokens, at };
    if (this.buckets.size >= mostCallers && !known) this.buckets.clear();
    this.buckets.set(who, bucket);
    return bucket;
  }
}

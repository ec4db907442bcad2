/** Remembers answers for some seconds, so that what many ask for is read once. */
export class ShortMemory<T> {
  private readonly entries = new Map<string, { value: T; until: number }>();

  constructor(
    private readonly seconds: number,
    private readonly most: number,
  ) {}

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    return entry && entry.until > Date.now() ? entry.value : undefined;
  }

  set(key: string, value: T): void {
    if (this.entries.size >= this.most) this.entries.clear();
    this.entries.set(key, { value, until: Date.now() + this.seconds * 1000 });
  }
}

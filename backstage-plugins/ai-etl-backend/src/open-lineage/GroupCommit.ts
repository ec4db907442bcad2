import { eventErrors } from './errors';

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

const mostTogether = 200;
const mostWaiting = 5000;

/**
 * Lets requests that wait share a transaction: while one group is stored the next one gathers. Alone, an item waits
 * for nobody.
 */
export class GroupCommit<T, R> {
  private readonly waiting: Waiting<T, R>[] = [];
  private working?: Promise<void>;

  /** @param commit - stores all items or none; a result for each */
  constructor(private readonly commit: (items: T[]) => Promise<R[]>) {}

  /** Resolves once the item is stored. @throws `portal.too-busy` (transient) */
  async add(item: T): Promise<R> {
    if (this.waiting.length >= mostWaiting) throw eventErrors['too-busy']({ waiting: this.waiting.length });
    return new Promise<R>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.working ??= this.work();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    // Requests of the same tick come together.
    await Promise.resolve();
    while (this.waiting.length > 0) await this.storeGroup(this.waiting.splice(0, mostTogether));
    // Said in the same breath as the last look: who comes now starts the work anew.
    this.working = undefined;
  }

  /** One item that cannot be stored does not cost the others theirs. */
  private async storeGroup(group: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.commit(group.map(({ item }) => item));
      group.forEach(({ resolve }, at) => resolve(results[at]!));
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error);
      else for (const one of group) await this.storeGroup([one]);
    }
  }
}

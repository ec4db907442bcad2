import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const memoryMs = 60_000;
/** Teams come into the catalog while it starts, as pipelines do. */
const absenceMs = 5_000;

interface Answer {
  until: number;
  has: Promise<boolean>;
}

/** Whether an owner is in the catalog; each is asked for once in a while, however many entities name it. */
export class KnownOwners {
  private readonly answers = new Map<string, Answer>();

  constructor(private readonly deps: { catalog: CatalogService; auth: AuthService }) {}

  /** An owner counts as known when the catalog cannot say. */
  has(ref: string): Promise<boolean> {
    const last = this.answers.get(ref);
    if (last && Date.now() < last.until) return last.has;
    const answer: Answer = { until: Date.now() + memoryMs, has: this.ask(ref).catch(() => true) };
    void answer.has.then((has) => {
      if (!has) answer.until = Date.now() + absenceMs;
    });
    this.answers.set(ref, answer);
    return answer.has;
  }

  private async ask(ref: string): Promise<boolean> {
    const credentials = await this.deps.auth.getOwnServiceCredentials();
    return (await this.deps.catalog.getEntityByRef(ref, { credentials })) !== undefined;
  }
}

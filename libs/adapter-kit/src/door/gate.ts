import type { Endpoint } from '#lib/domain';
import type { Clock, Logger, ProblemInit } from '#lib/platform';
import type { Authenticator, Credentials } from '../inbound/authenticator.port.js';
import type { Client } from '../inbound/client.js';
import { problems } from '../inbound/problems.js';
import { TokenBuckets, type Quota } from '../inbound/token-bucket.js';

export interface GateParts {
  /** Id of the adapter: the audience of its tokens. */
  readonly adapter: string;
  readonly endpoints: readonly Endpoint[];
  readonly authenticator: Authenticator;
  readonly quota: Quota;
  /** Requests of one client that may be under way at once. */
  readonly concurrency: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly count: (outcome: string) => void;
}

export type Entry =
  | { readonly ok: true; readonly client: Client; /** Call it when the request is over. */ readonly leave: () => void }
  | { readonly ok: false; readonly problem: ProblemInit };

/** authenticate → limit, for every request but those for published documents, before its body is read. */
export class Gate {
  private readonly quotas: TokenBuckets;
  private readonly underWay = new Map<string, number>();

  constructor(private readonly parts: GateParts) {
    this.quotas = new TokenBuckets(parts.quota);
  }

  async enter(credentials: Credentials): Promise<Entry> {
    const { adapter, authenticator, clock, logger } = this.parts;
    let client: Client | null;
    try {
      client = this.atThisDoor(await authenticator.authenticate(credentials, adapter));
    } catch (error) {
      logger.error('Authenticating a caller failed.', { adapter, error });
      return this.refuse('unavailable', problems.unavailable());
    }
    if (client === null) return this.refuse('unauthenticated', problems.unauthenticated());
    const { name } = client;
    const admission = this.quotas.take(name, clock.monotonic());
    if (!admission.admitted) return this.refuse('too-many-requests', problems.tooManyRequests(admission.retryAfterS));
    const running = this.underWay.get(name) ?? 0;
    if (running >= this.parts.concurrency) return this.refuse('too-many-at-once', problems.tooManyAtOnce());
    this.underWay.set(name, running + 1);
    return { ok: true, client, leave: once(() => this.leave(name)) };
  }

  /** An organisation that has no business at this door is as unknown as any other. */
  private atThisDoor(client: Client | null): Client | null {
    const parties = client?.parties.filter(({ endpoint }) => this.parts.endpoints.includes(endpoint)) ?? [];
    return client === null || parties.length === 0 ? null : { ...client, parties };
  }

  private leave(name: string): void {
    const running = this.underWay.get(name) ?? 1;
    if (running <= 1) this.underWay.delete(name);
    else this.underWay.set(name, running - 1);
  }

  private refuse(outcome: string, problem: ProblemInit): Entry {
    this.parts.count(outcome);
    return { ok: false, problem };
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

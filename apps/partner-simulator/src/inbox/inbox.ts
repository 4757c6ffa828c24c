/** A delivery as the agency's own system holds it. */
export interface HeldDelivery {
  /** 1, 2, 3, ... in order of first receipt, over all recipients. */
  readonly n: number;
  /** Delivery id: the same at every attempt of the hub. */
  readonly id: string;
  readonly endpoint: string;
  readonly unit: string | null;
  readonly type: string;
  readonly subject: string;
  /** The hub's number within recipient unit and case. */
  readonly sequence: number | null;
  /** When it first came, RFC 3339, before whatever the system took its time for. */
  readonly receivedAt: string;
  /** How often it came. The effect happened once. */
  readonly times: number;
  /** What came, in the hub's own terms. */
  readonly event: Readonly<Record<string, unknown>>;
  /** What came, as it stood on the wire: the agency's own document. */
  readonly raw: string;
  readonly contentType: string;
}

export interface DeliveryQuery {
  readonly endpoint?: string | undefined;
  readonly unit?: string | undefined;
  readonly subject?: string | undefined;
  readonly id?: string | undefined;
  /** Only deliveries with a higher `n`. */
  readonly after?: number | undefined;
  /** At most so many, the oldest. */
  readonly limit?: number | undefined;
}

export interface RecipientCounts {
  /** Different deliveries. */
  deliveries: number;
  /** Pushes of a delivery that was there already. */
  repeats: number;
  /** Pushes that were answered with an error, or not at all. */
  refused: number;
}

type Listener = (delivery: HeldDelivery) => void;

/** All that the agencies' systems received, in memory. A delivery has its effect once, however often it comes. */
export class Inbox {
  private readonly byId = new Map<string, HeldDelivery>();
  private readonly counted = new Map<string, RecipientCounts>();
  private readonly listeners = new Set<Listener>();
  private last = 0;

  take(delivery: Omit<HeldDelivery, 'n' | 'times'>): { readonly repeated: boolean } {
    const key = `${nameOf(delivery)} ${delivery.id}`;
    const known = this.byId.get(key);
    const counts = this.countsOf(nameOf(delivery));
    if (known !== undefined) {
      this.byId.set(key, { ...known, times: known.times + 1 });
      counts.repeats += 1;
      return { repeated: true };
    }
    this.last += 1;
    const held = { ...delivery, n: this.last, times: 1 };
    this.byId.set(key, held);
    counts.deliveries += 1;
    for (const listener of this.listeners) listener(held);
    return { repeated: false };
  }

  refuse(recipient: Pick<HeldDelivery, 'endpoint' | 'unit'>): void {
    this.countsOf(nameOf(recipient)).refused += 1;
  }

  find(query: DeliveryQuery): readonly HeldDelivery[] {
    return [...this.byId.values()].filter((held) => matches(held, query)).slice(0, query.limit);
  }

  /** As `find`, waiting for a first match until the signal fires. */
  async whenFound(query: DeliveryQuery, signal: AbortSignal): Promise<readonly HeldDelivery[]> {
    const found = this.find(query);
    if (found.length > 0 || signal.aborted) return found;
    await new Promise<void>((resolve) => {
      const stop = this.listen((held) => {
        if (matches(held, query)) finish();
      });
      const finish = (): void => {
        stop();
        signal.removeEventListener('abort', finish);
        resolve();
      };
      signal.addEventListener('abort', finish, { once: true });
    });
    return this.find(query);
  }

  /** Calls back for each new delivery, not for repeats. Answers with how to stop. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  counts(): Readonly<Record<string, RecipientCounts>> {
    return Object.fromEntries(this.counted);
  }

  /** Number of the latest delivery. */
  latest(): number {
    return this.last;
  }

  /** Numbers go on, so that a reader who waits for what comes after one misses nothing. */
  clear(): void {
    this.byId.clear();
    this.counted.clear();
  }

  private countsOf(name: string): RecipientCounts {
    const counts = this.counted.get(name) ?? { deliveries: 0, repeats: 0, refused: 0 };
    this.counted.set(name, counts);
    return counts;
  }
}

function nameOf({ endpoint, unit }: Pick<HeldDelivery, 'endpoint' | 'unit'>): string {
  return unit === null ? endpoint : `${endpoint}:${unit}`;
}

function matches(held: HeldDelivery, query: DeliveryQuery): boolean {
  return (
    (query.endpoint === undefined || held.endpoint === query.endpoint) &&
    (query.unit === undefined || (held.unit ?? '-') === query.unit) &&
    (query.subject === undefined || held.subject === query.subject) &&
    (query.id === undefined || held.id === query.id) &&
    (query.after === undefined || held.n > query.after)
  );
}

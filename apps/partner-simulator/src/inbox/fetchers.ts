import type { Party } from '#lib/domain';
import type { AgencyDoor } from '../outbox/agency-door.js';
import type { Reception } from './reception.js';

/** As long as the hub lets a request wait. */
const WAIT_MS = 15_000;
const DEADLINE_MS = WAIT_MS + 10_000;
const PAUSE_MS = 500;

interface Fetched {
  readonly deliveryId: string;
  readonly caseSequence: number;
  readonly contentType: string;
  readonly content: unknown;
}

/** The systems of agencies that accept no calls: each asks at its own door for what waits, and acknowledges what it has taken. */
export class Fetchers {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly parties: readonly Party[],
    private readonly door: AgencyDoor,
    private readonly reception: Reception,
  ) {}

  start(): void {
    this.running = Promise.all(this.parties.map((party) => this.fetchOn(party)));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async fetchOn(party: Party): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const wentWell = await this.fetchOnce(party).catch(() => false);
      // No door yet, no answer, or it was told to fail: a while later, again.
      if (!wentWell) await this.pause();
    }
  }

  /** False when something is still to be taken. */
  private async fetchOnce(party: Party): Promise<boolean> {
    if (this.door.addressOf(party.endpoint) === null) return false;
    const path = `/v1/deliveries?waitMs=${WAIT_MS}`;
    const response = await this.door.call(party, { method: 'GET', path, signal: this.deadline() });
    if (!response.ok) return false;
    const { deliveries } = (await response.json()) as { readonly deliveries: readonly Fetched[] };
    const acknowledgements: object[] = [];
    let whole = true;
    for (const one of deliveries) {
      const given = await this.take(party, one);
      if (given !== null) acknowledgements.push(given);
      whole &&= given !== null;
      // The next ones of the case must not go before it.
      if (!whole) break;
    }
    if (acknowledgements.length > 0) await this.acknowledge(party, acknowledgements);
    return whole;
  }

  /** The acknowledgement; null when there is none to give. */
  private async take(
    party: Party,
    { deliveryId, caseSequence, contentType, content }: Fetched,
  ): Promise<object | null> {
    const document = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content), 'utf8');
    const received = await this.reception.receive({ ...party, contentType, document, sequence: caseSequence });
    switch (received.kind) {
      case 'taken':
        return { deliveryId, outcome: 'received' };
      case 'reject':
        return { deliveryId, outcome: 'refused', reasonCode: 'other' };
      case 'unreadable':
        return { deliveryId, outcome: 'refused', reasonCode: 'not-readable' };
      case 'error':
      case 'silent':
        return null;
    }
  }

  private async acknowledge(party: Party, acknowledgements: readonly object[]): Promise<void> {
    const response = await this.door.call(party, {
      method: 'POST',
      path: '/v1/deliveries/acknowledgements',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ acknowledgements }),
      signal: this.deadline(),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error('Acknowledging: the hub did not take it.');
  }

  private deadline(): AbortSignal {
    return AbortSignal.any([this.stopping.signal, AbortSignal.timeout(DEADLINE_MS)]);
  }

  private pause(): Promise<void> {
    const { signal } = this.stopping;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, PAUSE_MS);
      if (signal.aborted) done();
      else signal.addEventListener('abort', done, { once: true });
    });
  }
}

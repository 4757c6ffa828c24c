import { type Database } from '../database.port.js';
import { type Delivery, type IncomingDelivery } from '../deliveries.port.js';
import { type HeldLane } from '../delivery-lanes.port.js';
import { newUnit } from '../repositories/incoming-delivery.fixture.js';
import { type StopRegister } from '../stop-register.port.js';

export interface PlayBench {
  readonly stores: Pick<Database, 'deliveries' | 'lanes' | 'blockedCases' | 'releases'>;
  readonly stops: Pick<StopRegister, 'begin' | 'remove'>;
  /** The process that held it has gone: its lease has run out. */
  expire(lane: HeldLane): Promise<void>;
}

const DELIVERIES = 8;
/** More rounds than any healthy case needs to come to an end. */
const MOST_ROUNDS = 200;

/**
 * One case at one recipient, with everything that can happen to it at once: it is sent to by two processes that fail, are refused, die and come
 * back late, while deliveries arrive, operators release and skip, and stops of two grounds come and go. Then all is healed.
 */
export class CasePlay {
  readonly of = newUnit();
  /** Ids as the recipient first accepted them. */
  readonly accepted: string[] = [];
  /** Attempts at a removal message that began although a stop stood from before until after. */
  readonly escaped: string[] = [];
  readonly taken: IncomingDelivery[];
  private readonly standing = new Map<string, number>();
  private readonly zombies: Promise<unknown>[] = [];
  private stopsBegun = 0;
  private plans = 0;
  private leases = 0;
  private left = 4;

  constructor(
    private readonly bench: PlayBench,
    private readonly random: () => number,
  ) {
    this.taken = Array.from({ length: DELIVERIES }, (_, n) =>
      this.of('a', n + 1, { removal: this.chance(0.3), lane: this.chance(0.15) ? 'STOP' : 'CASE' }),
    ).map((one) => (one.lane === 'STOP' ? { ...one, removal: false } : one));
  }

  async run(): Promise<void> {
    await Promise.all([
      this.arrive().finally(() => (this.left -= 1)),
      this.stopAndLift().finally(() => (this.left -= 1)),
      this.operate(20).finally(() => (this.left -= 1)),
      this.work(true).finally(() => (this.left -= 1)),
      this.work(true),
    ]);
    await Promise.all(this.zombies);
    await this.heal();
  }

  rows(): Promise<readonly Delivery[]> {
    const { endpoint, unit } = this.of('a', 1);
    return this.bench.stores.deliveries.list({ endpoint, unit });
  }

  private async arrive(): Promise<void> {
    for (let at = 0; at < this.taken.length;) {
      const size = 1 + Math.floor(this.random() * 3);
      await this.bench.stores.deliveries.take(this.taken.slice(at, at + size));
      if (this.chance(0.2)) await this.bench.stores.deliveries.take(this.taken.slice(0, at + size));
      at += size;
      await this.pause();
    }
  }

  /** Two grounds, with a lift of the first between them. */
  private async stopAndLift(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      const first = await this.stop();
      await this.pause();
      const second = this.chance(0.5) ? await this.stop() : null;
      await this.lift(first);
      await this.pause();
      const third = second ?? (await this.stop());
      await this.pause();
      await this.lift(third);
    }
  }

  private async stop(): Promise<string> {
    const { caseKey } = this.of('a', 1);
    const messageId = `${caseKey}-stop-${(this.stopsBegun += 1)}`;
    const record = { topic: 't', key: caseKey, value: Buffer.of(1), headers: {} };
    await this.bench.stops.begin({ messageId, caseKey, ground: `G${this.stopsBegun}`, record });
    this.standing.set(messageId, this.stopsBegun);
    return messageId;
  }

  private async lift(messageId: string): Promise<void> {
    this.standing.delete(messageId);
    await this.bench.stops.remove([messageId]);
  }

  private async operate(rounds: number, skips = true): Promise<void> {
    const recipient = this.of('a', 1);
    for (let round = 0; round < rounds; round += 1) {
      const found = await this.bench.stores.blockedCases.find(recipient, recipient.caseKey);
      const dead = (await this.rows()).filter(({ state, resolution }) => state === 'DEAD' && resolution === null);
      const held = (await this.rows()).filter(({ state }) => state === 'HELD');
      const heads =
        found?.state === 'BLOCKED' && !this.chance(0.2) ? [found.headId] : dead.map((one) => one.deliveryId);
      for (const deliveryId of [...heads, ...held.map((one) => one.deliveryId)]) {
        const planId = `${recipient.caseKey}-${(this.plans += 1)}`;
        const kind = skips && this.chance(0.3) ? 'SKIP' : 'RETRY';
        await this.bench.stores.releases.release([{ kind, deliveryId, planId, withhold: [] }]);
      }
      await this.pause();
    }
  }

  /** As an adapter's process does. `wild`: the recipient refuses and fails, and the process dies. */
  private async work(wild: boolean): Promise<void> {
    const { endpoint, unit, caseKey } = this.of('a', 1);
    for (let idle = 0; wild ? this.left > 1 || idle < 3 : idle < 1; idle += 1) {
      const lease = `${caseKey}-lease-${(this.leases += 1)}`;
      const most = new Map([[unit ?? '', 2]]);
      const { lanes } = await this.bench.stores.lanes.claim({ endpoint, lease, leaseMs: 600_000, most });
      if (lanes.length > 0) idle = 0;
      for (const lane of lanes) await this.runLane(lane, wild);
      await this.pause();
    }
  }

  private async runLane(given: HeldLane, wild: boolean): Promise<void> {
    const { lanes } = this.bench.stores;
    for (;;) {
      const work = await lanes.next(given);
      if (work === null) return;
      const lane = { ...given, version: work.version };
      if (work.deliveries.length === 0 && (await lanes.close(lane))) return;
      for (const [n, { delivery }] of work.deliveries.entries()) {
        const last = !work.more && n === work.deliveries.length - 1;
        const end = await this.deliver(delivery, lane, last, wild);
        if (end === 'gone') return;
      }
    }
  }

  private async deliver(delivery: Delivery, lane: HeldLane, last: boolean, wild: boolean): Promise<'gone' | 'next'> {
    const { deliveries, lanes } = this.bench.stores;
    const before = new Set(this.standing.keys());
    const begun = await deliveries.beginAttempt(delivery, lane);
    const finish = (state: 'DELIVERED' | 'DEAD' | 'HELD', errorClass: string | null) =>
      lanes.finish(delivery.deliveryId, state, errorClass, lane, last);
    if (begun.kind === 'lost') return 'gone';
    if (begun.kind === 'held' || (begun.kind === 'not-now' && begun.state === 'HELD'))
      return (await finish('HELD', 'stopped')).closed ? 'gone' : 'next';
    if (begun.kind !== 'attempting') return 'next';
    if (delivery.removal && [...before].some((id) => this.standing.has(id))) this.escaped.push(delivery.deliveryId);
    const fate = wild ? this.random() : 1;
    if (fate < 0.2) return (await finish('DEAD', 'message')).closed ? 'gone' : 'next';
    if (fate < 0.3) {
      await lanes.release(lane, 0, { deliveryId: delivery.deliveryId, errorClass: 'endpoint' });
      return 'gone';
    }
    if (!this.accepted.includes(delivery.deliveryId)) this.accepted.push(delivery.deliveryId);
    if (fate < 0.42) {
      // The process stood still with the answer in its hands; another goes on, and some day it says what it knows.
      const late = this.bench.expire(lane).then(async () => {
        await this.pause();
        if (this.chance(0.6)) await finish(this.chance(0.5) ? 'DELIVERED' : 'DEAD', null);
      });
      this.zombies.push(late);
      return 'gone';
    }
    return (await finish('DELIVERED', null)).closed ? 'gone' : 'next';
  }

  /** No stop stands any more, the recipient takes everything, and operators release until nothing is left. */
  private async heal(): Promise<void> {
    for (const messageId of [...this.standing.keys()]) await this.lift(messageId);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const rows = await this.rows();
      if (rows.every(({ state, resolution }) => state === 'DELIVERED' || resolution !== null)) return;
      await this.operate(1, false);
      await this.work(false);
    }
  }

  private async pause(): Promise<void> {
    for (let turns = Math.floor(this.random() * 6); turns > 0; turns -= 1)
      await new Promise((resolve) => setImmediate(resolve));
  }

  private chance(of: number): boolean {
    return this.random() < of;
  }
}

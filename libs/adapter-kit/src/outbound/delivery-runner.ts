import { randomUUID } from 'node:crypto';
import {
  FAILURES_TO_OPEN,
  LEASE_MS,
  type Circuit,
  type LaneKey,
  type Recipient,
  type StoredDelivery,
  type TakeOptions,
  type TakeResult,
} from '#lib/persistence';
import { waitFor } from '../runtime/wait.js';
import { backOffMs } from './back-off.js';
import { Alarm } from './alarm.js';
import type { OutboundParts } from './outbound-parts.js';
import { runLane, type FailedPush, type LaneRun } from './run-lane.js';
import { UnitDesk } from './unit-desk.js';

/** Looks so often for what is due, beside being told: leases of processes that died, retries, other instances' takings. */
const LOOK_MS = 1000;
/** Looks so often whether some delivery has no lane. */
const RESTORE_MS = 60_000;
/** Looks so often whether too much stands still. */
const JUDGE_MS = 15_000;

/**
 * Pushes the deliveries of one endpoint from their rows, for as long as it takes: in order within a lane, side by side across lanes, each
 * recipient unit with a share of its own. Several processes may do so at once; a lane is worked by one of them at a time.
 */
export class DeliveryRunner {
  private readonly desks = new Map<string, UnitDesk>();
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly alarm = new Alarm();
  private looping: Promise<void> | null = null;
  private healthy = true;
  private restoredAt = -Infinity;
  private judgedAt = -Infinity;

  constructor(private readonly parts: OutboundParts) {
    for (const { endpoint, unit } of parts.contracts.partners.all.flatMap(({ systems }) => systems)) {
      if (endpoint === parts.endpoint && !parts.fetches({ endpoint, unit })) this.deskOf(unit);
    }
  }

  /** Before anything is taken: a delivery without a lane would be overtaken by the next of its case. */
  async start(): Promise<void> {
    await this.restore();
    this.looping = this.loop();
  }

  /** What a taking should keep for this runner. */
  takeOptions(): TakeOptions {
    const room = (recipient: Recipient): number => this.deskOf(recipient.unit).roomForNew();
    const hasLanes = (recipient: Recipient): boolean => !this.parts.fetches(recipient);
    return { hasLanes, lease: this.stopping.signal.aborted ? null : { id: randomUUID(), ms: LEASE_MS, room } };
  }

  /** Lanes that a taking has kept, with all that they hold: it goes out without being read again. */
  hand({ lanes, taken }: TakeResult, bytes: ReadonlyMap<string, StoredDelivery['record']>): void {
    const byLane = new Map<string, StoredDelivery[]>();
    for (const one of taken) {
      if (one.kind === 'older' || this.parts.fetches(one.delivery)) continue;
      const { delivery } = one;
      const stored = { delivery, record: bytes.get(delivery.deliveryId) ?? null };
      byLane.set(nameOf(delivery), [...(byLane.get(nameOf(delivery)) ?? []), stored]);
    }
    for (const lane of lanes) {
      const deliveries = (byLane.get(nameOf(lane)) ?? []).sort((a, b) => a.delivery.seq - b.delivery.seq);
      this.deskOf(lane.unit).add([{ lane, work: { version: lane.version, deliveries, more: false } }]);
    }
    for (const desk of this.desks.values()) {
      if (desk.circuit?.open === true) this.giveBack(desk.takeBack());
      else this.startLanes(desk);
    }
    if (byLane.size > lanes.length) this.poke();
  }

  /** Something is due. */
  poke(): void {
    this.alarm.ring();
  }

  /** One look for what is due. The loop does it; specs do it by hand. */
  async round(): Promise<void> {
    if (this.parts.clock.monotonic() - this.restoredAt > RESTORE_MS) await this.restore();
    if (this.parts.clock.monotonic() - this.judgedAt > JUDGE_MS) await this.judge();
    const most = new Map([...this.desks].map(([unit, desk]) => [unit, desk.room()]));
    const { lanes, first, circuits, paused } = await this.parts.lanes.claim({
      endpoint: this.parts.endpoint,
      lease: randomUUID(),
      leaseMs: LEASE_MS,
      most: new Map([...most].filter(([, room]) => room > 0)),
    });
    this.note(circuits, paused);
    for (const [unit, desk] of this.desks) {
      const own = lanes.filter((lane) => (lane.unit ?? '') === unit);
      const room = desk.circuit?.open === true ? 1 : (most.get(unit) ?? 0);
      desk.more = own.length > 0 && own.length >= room;
      if (desk.paused) this.giveBack(desk.takeBackCases());
      desk.add(own.map((lane) => ({ lane, work: first.get(lane) ?? null })));
      this.startLanes(desk);
      if (desk.circuit?.open === true) this.giveBack(desk.takeBack());
    }
  }

  /** Until no lane runs any more. */
  async whenIdle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  /** False while the database does not answer. */
  alive(): boolean {
    return this.healthy;
  }

  /** Units that can't be reached now. */
  unreachable(): number {
    return [...this.desks.values()].filter(({ circuit }) => circuit?.open === true).length;
  }

  /** Breaks attempts off and lets all lanes go, so that another instance goes on at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.poke();
    await this.looping;
    for (const desk of this.desks.values()) this.giveBack(desk.takeBack());
    await this.whenIdle();
  }

  private async loop(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        await this.round();
        failures = 0;
      } catch (error) {
        failures += 1;
        this.parts.logger.error('Looking for deliveries that are due failed.', {
          endpoint: this.parts.endpoint,
          error,
        });
        await waitFor(backOffMs(failures, this.parts.random()), signal);
      }
      this.healthy = failures === 0;
      if (this.healthy) await this.alarm.wait(LOOK_MS, signal);
    }
  }

  private async restore(): Promise<void> {
    const { endpoint, lanes, fetches, clock } = this.parts;
    for (const unit of await lanes.restore(endpoint, (one) => !fetches(one))) this.deskOf(unit === '' ? null : unit);
    this.restoredAt = clock.monotonic();
  }

  /** Each change is logged once, by whichever process made it. */
  private async judge(): Promise<void> {
    const { endpoint, lanes, caps, clock, logger } = this.parts;
    for (const { unit, paused } of await lanes.pause(endpoint, caps)) {
      if (paused)
        logger.error('A recipient is paused, but for stops and what operators release: too much stands still at it.', {
          endpoint,
          unit,
        });
      else logger.info('A recipient that was paused goes on.', { endpoint, unit });
    }
    this.judgedAt = clock.monotonic();
  }

  private startLanes(desk: UnitDesk): void {
    if (this.stopping.signal.aborted) return;
    for (let run = desk.start(); run !== null; run = desk.start()) {
      const ended = this.run(desk, run).finally(() => this.running.delete(ended));
      this.running.add(ended);
    }
  }

  private async run(desk: UnitDesk, run: LaneRun): Promise<void> {
    const recipient = { endpoint: this.parts.endpoint, unit: desk.unit };
    let met = false;
    const watcher = {
      signal: this.stopping.signal,
      answered: () => {
        met = true;
        return this.answered(desk, recipient);
      },
      failed: (answer: FailedPush) => {
        met = true;
        return this.failed(desk, recipient, run, answer);
      },
      mayGoOn: () => !desk.hasWaiting() && !desk.more && !(desk.paused && run.lane.lane === 'CASE'),
    };
    try {
      const end = await runLane(this.parts, run, watcher);
      if (end.kind === 'released') this.alarm.ringIn(end.afterMs);
    } catch (error) {
      this.parts.logger.error('A lane was left; it is due again when its lease has run out.', { ...recipient, error });
    } finally {
      const wasProbe = desk.end(run);
      if (wasProbe && !met) await this.parts.lanes.allowProbe(recipient).catch(() => undefined);
      this.startLanes(desk);
      if (desk.more && !desk.hasWaiting()) this.poke();
    }
  }

  private async answered(desk: UnitDesk, recipient: Recipient): Promise<void> {
    const { circuit } = desk;
    desk.answered();
    if (circuit === null) return;
    // Not noted: the next look finds the circuit, and the next answer ends it.
    await this.parts.lanes.noteAnswer(recipient).catch(() => undefined);
    this.poke();
  }

  /** Failures that were under way when the recipient was given up say nothing new. */
  private async failed(
    desk: UnitDesk,
    recipient: Recipient,
    run: LaneRun,
    { retryAfterMs }: FailedPush,
  ): Promise<void> {
    if (desk.circuit?.open === true && !desk.isProbe(run) && retryAfterMs === null) return;
    const probes = Math.max(1, (desk.circuit?.failures ?? 0) + 2 - FAILURES_TO_OPEN);
    const afterMs = Math.max(backOffMs(probes, this.parts.random()), retryAfterMs ?? 0);
    const wasOpen = desk.circuit?.open === true;
    const failure = { probeAfterMs: afterMs, open: retryAfterMs !== null, probe: desk.isProbe(run) };
    desk.failed(await this.parts.lanes.noteFailure(recipient, failure));
    if (desk.circuit?.open !== true) return;
    if (!wasOpen) this.parts.logger.error('A recipient can’t be reached; it is tried now and then.', { ...recipient });
    this.giveBack(desk.takeBack());
    this.alarm.ringIn(afterMs);
  }

  private giveBack(runs: readonly LaneRun[]): void {
    for (const { lane } of runs) {
      const done = this.parts.lanes
        .release(lane, 0)
        .catch(() => undefined)
        .finally(() => this.running.delete(done));
      this.running.add(done);
    }
  }

  private note(circuits: readonly Circuit[], paused: readonly string[]): void {
    for (const desk of this.desks.values()) {
      desk.paused = paused.includes(desk.unit ?? '');
      const circuit = circuits.find(({ unit }) => unit === desk.unit) ?? null;
      if (circuit !== null) desk.failed(circuit);
      else if (desk.circuit !== null) desk.circuit = null;
    }
  }

  private deskOf(unit: string | null): UnitDesk {
    const desk = this.desks.get(unit ?? '') ?? new UnitDesk(unit);
    this.desks.set(unit ?? '', desk);
    return desk;
  }
}

function nameOf({ unit, caseKey, lane }: Omit<LaneKey, 'endpoint'>): string {
  return JSON.stringify([unit, caseKey, lane]);
}

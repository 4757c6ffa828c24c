import type { Circuit } from '#lib/persistence';
import type { LaneRun } from './run-lane.js';

/** Cases of one recipient unit that are delivered at the same time; other units have as many of their own. */
const CASES_AT_ONCE = 8;
/** Stops find a place when all are taken. */
const PLACES_FOR_STOPS = 2;
/** Lanes that are held ready behind those being delivered. */
const READY = 16;

/** One recipient unit in one process: which lanes run, which wait, and how much the recipient can bear now. */
export class UnitDesk {
  /** null: it answers. */
  circuit: Circuit | null = null;
  /** The last claim gave all that was asked for: there is probably more. */
  more = false;
  /** Too much stands still at it: nothing is kept for it but what the claim gives, which is stops and what operators have released. */
  paused = false;
  private readonly waiting: LaneRun[] = [];
  private readonly running = { CASE: 0, STOP: 0 };
  private probe: LaneRun | null = null;
  /** Falls to one when the recipient can't be reached; grows by one with each answer, so that a backlog does not drown it. */
  private allowed = CASES_AT_ONCE;

  constructor(readonly unit: string | null) {}

  /** New lanes that may be held; also before a probe, which the claim limits. */
  room(): number {
    return Math.max(0, this.allowed + READY - this.busy() - this.waiting.length);
  }

  /** For lanes that are taken and go out at once: none while the recipient can't be reached. */
  roomForNew(): number {
    return this.circuit?.open === true || this.paused ? 0 : this.room();
  }

  add(runs: readonly LaneRun[]): void {
    this.waiting.push(...runs);
    // Stable: within each lane the order of the claim remains.
    this.waiting.sort((a, b) => Number(isStop(b)) - Number(isStop(a)));
  }

  /** The next lane to run, if one waits and may. */
  start(): LaneRun | null {
    const [next] = this.waiting;
    if (next === undefined || !this.mayStart(next)) return null;
    this.waiting.shift();
    this.running[next.lane.lane] += 1;
    if (this.circuit?.open === true) this.probe = next;
    return next;
  }

  /** True when it was the probe of a recipient that could not be reached. */
  end(run: LaneRun): boolean {
    this.running[run.lane.lane] -= 1;
    const wasProbe = this.probe === run;
    if (wasProbe) this.probe = null;
    return wasProbe;
  }

  isProbe(run: LaneRun): boolean {
    return this.probe === run;
  }

  /** Lanes that must be given back, because their recipient can't be reached. */
  takeBack(): readonly LaneRun[] {
    return this.waiting.splice(0);
  }

  /** Lanes of cases that are held since before the recipient was paused: the next claim says which of them may go. */
  takeBackCases(): readonly LaneRun[] {
    const waiting = this.waiting.splice(0);
    this.waiting.push(...waiting.filter(isStop));
    return waiting.filter((run) => !isStop(run));
  }

  answered(): void {
    this.circuit = null;
    this.probe = null;
    this.allowed = Math.min(CASES_AT_ONCE, this.allowed + 1);
  }

  failed(circuit: Circuit): void {
    this.circuit = circuit;
    if (circuit.open) this.allowed = 1;
  }

  busy(): number {
    return this.running.CASE + this.running.STOP;
  }

  hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  private mayStart(run: LaneRun): boolean {
    if (this.circuit?.open === true) return this.probe === null;
    return isStop(run) ? this.busy() < this.allowed + PLACES_FOR_STOPS : this.running.CASE < this.allowed;
  }
}

function isStop({ lane }: LaneRun): boolean {
  return lane.lane === 'STOP';
}

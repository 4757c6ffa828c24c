import type { Endpoint } from '../endpoint/endpoint.js';
import type { CaseMessage } from '../message/message.js';
import type { Fact, FactName } from './case-facts.js';
import { instantOf } from './dutch-day.js';

/**
 * What a message does to one fact. A start counts for the message itself, an end only for those after it, so that who was involved hears
 * that it ended; the end of a consent counts at once (`facts.md`, principle 3).
 */
export type FactChange =
  | {
      readonly kind: 'START';
      readonly name: FactName;
      /** Instants in ms; null = at once, open end. */
      readonly from: number | null;
      readonly until: number | null;
      readonly counts: Counts;
    }
  | {
      readonly kind: 'END';
      readonly name: FactName;
      /** null = now; a later instant leaves the fact true until then. */
      readonly at: number | null;
      readonly counts: Counts;
    };

export type Counts = 'AT_ONCE' | 'AFTERWARDS';

/** Where a change comes from; the same for every change of one message. */
export interface FactStamp {
  readonly asOf: number;
  readonly owner: Endpoint;
  readonly source: string;
  readonly messageId: string;
  readonly offset: number;
  /** Accepted time, in ms. */
  readonly at: number;
}

/** `at`: accepted time, in ms. A time that can't be read counts as the accepted one. */
export function stampOf(message: CaseMessage, at: number, offset: number): FactStamp {
  const { time, sender, code, messageId } = message;
  return { asOf: instantOf(time) ?? at, owner: sender.endpoint, source: code, messageId, offset, at };
}

export function start(name: FactName, from: number | null = null, until: number | null = null): FactChange {
  return { kind: 'START', name, from, until, counts: 'AT_ONCE' };
}

export function end(name: FactName, counts: Counts = 'AFTERWARDS', at: number | null = null): FactChange {
  return { kind: 'END', name, at, counts };
}

export function holdsAt(fact: Fact, at: number): boolean {
  return (
    fact.value &&
    (fact.from === null || Date.parse(fact.from) <= at) &&
    (fact.until === null || at < Date.parse(fact.until))
  );
}

/** The entry after a change; the same object when a newer one stands or this message made it (late arrivals rewrite nothing). */
export function changedFact(previous: Fact | undefined, change: FactChange, stamp: FactStamp): Fact {
  if (previous !== undefined && (previous.messageId === stamp.messageId || Date.parse(previous.asOf) > stamp.asOf)) {
    return previous;
  }
  const holds = previous !== undefined && holdsAt(previous, stamp.at);
  return {
    name: change.name,
    ...(change.kind === 'START' ? started(change, holds ? previous : null) : ended(change, holds ? previous : null)),
    asOf: new Date(stamp.asOf).toISOString(),
    owner: stamp.owner,
    source: stamp.source,
    messageId: stamp.messageId,
    offset: stamp.offset,
  };
}

type Span = Pick<Fact, 'value' | 'from' | 'until'>;

/**
 * A fact that holds already goes on without a gap until a later `from`, unless it ends before: an entry has one span, and in a gap nothing
 * may be known.
 */
function started(change: FactChange & { kind: 'START' }, holding: Fact | null): Span {
  const goesOn = holding !== null && (change.from ?? 0) <= endingOf(holding);
  return { value: true, from: goesOn ? holding.from : isoOf(change.from), until: isoOf(change.until) };
}

/** An end in the future ends nothing that had ended before, starts nothing, and draws nothing out beyond its own end. */
function ended(change: FactChange & { kind: 'END' }, holding: Fact | null): Span {
  if (change.at === null || holding === null) return { value: false, from: null, until: null };
  return { value: true, from: holding.from, until: isoOf(Math.min(change.at, endingOf(holding))) };
}

function endingOf({ until }: Fact): number {
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until);
}

function isoOf(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

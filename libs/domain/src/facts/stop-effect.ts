import type { Endpoint, Party } from '../endpoint/endpoint.js';
import type { Content } from '../message/message.js';
import type { Stop } from './case-facts.js';
import type { FactStamp } from './fact-change.js';

/** What a message does to the stop of one ground. */
export interface StopEffect {
  readonly ground: string;
  readonly opens: boolean;
}

const TRAFFICKING_OWNERS: readonly Endpoint[] = ['DTV', 'POL', 'KMAR'];

/**
 * Whether a message opens or ends a stop on removal (`facts.md`, SUSP; decisions 17). Null: neither, or the sender is not the owner of that
 * stop. M13 and M38 carry a stop flag and open none.
 */
export function stopEffect(code: string, sender: Party, content: Content): StopEffect | null {
  switch (code) {
    case 'M03':
      return removability(sender, content);
    case 'M05':
      return asylumClaim(sender, content);
    case 'M29':
      return sender.endpoint === 'IND' ? postponement(content) : null;
    case 'M44':
      return TRAFFICKING_OWNERS.includes(sender.endpoint) && hasReflectionPeriod(content)
        ? { ground: 'B8', opens: true }
        : null;
    default:
      return null;
  }
}

function removability(sender: Party, content: Content): StopEffect | null {
  if (sender.endpoint !== 'IND') return null;
  const ground = typeof content['reasonCode'] === 'string' ? content['reasonCode'] : 'OVERIG';
  if (content['stopAllRemovalActions'] === true) return { ground, opens: true };
  return content['removable'] === true ? { ground, opens: false } : null;
}

/** Police and KMar own the stop of a claim filed with them; only IND, which decides on it, ends it. */
function asylumClaim(sender: Party, content: Content): StopEffect | null {
  const phase = content['phase'];
  if (phase === 'FILED' || phase === 'INCOMPLETE') {
    const owns = sender.endpoint === 'IND' || sender.endpoint === 'POL' || sender.endpoint === 'KMAR';
    return owns && content['stopAllRemovalActions'] === true ? { ground: 'ASIEL', opens: true } : null;
  }
  if (sender.endpoint !== 'IND') return null;
  const rejected = content['decision'] === 'AFGEWEZEN' || content['decision'] === 'BUITEN_BEHANDELING';
  return phase === 'WITHDRAWN' || (phase === 'DECIDED' && rejected) ? { ground: 'ASIEL', opens: false } : null;
}

function postponement(content: Content): StopEffect | null {
  if (content['granted'] === false) return { ground: 'ART64', opens: false };
  return content['granted'] === true && content['stopAllRemovalActions'] === true
    ? { ground: 'ART64', opens: true }
    : null;
}

function hasReflectionPeriod(content: Content): boolean {
  return (content['reflectionFrom'] ?? null) !== null || (content['reflectionUntil'] ?? null) !== null;
}

/** The stop of one ground after a message: the newest `time` wins, and at equal times a stop wins over an end (decisions 17). */
export function changedStop(previous: Stop | undefined, effect: StopEffect, stamp: FactStamp): Stop {
  if (previous !== undefined) {
    const older = stamp.asOf - Date.parse(previous.asOf);
    if (previous.messageId === stamp.messageId || older < 0 || (older === 0 && !effect.opens)) return previous;
  }
  return {
    ground: effect.ground,
    open: effect.opens,
    asOf: new Date(stamp.asOf).toISOString(),
    owner: stamp.owner,
    source: stamp.source,
    messageId: stamp.messageId,
    offset: stamp.offset,
  };
}

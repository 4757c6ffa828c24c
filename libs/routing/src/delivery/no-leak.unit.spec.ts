import { describe, expect, it } from '@jest/globals';
import { seededRandom, type Contracts } from '#lib/contracts';
import { emptyFacts, PREDICATES, type CaseFacts, type Content, type MessageCode, type Party } from '#lib/domain';
import { acceptedRecord, storedAt, testHub } from '#lib/testing';
import { routeRecord } from '../route-record.js';

const test = testHub();
const { hub, contracts, inForce, programs } = test;
const AT = '2026-11-02T10:00:00.000Z';
const UNITS = ['GEM:0599', 'EMB:NG', 'EMB:GE'];

/** Facts drawn at random; the more of them hold, the more is delivered. */
function someFacts(random: () => number): CaseFacts {
  const names = PREDICATES.filter((name) => name !== 'SUSP').flatMap((name) => [
    name,
    ...UNITS.map((unit) => `${name}@${unit}`),
  ]);
  const common = {
    value: true,
    asOf: AT,
    from: null,
    until: null,
    owner: 'DTV',
    source: 'H2',
    messageId: 'm',
    offset: 1,
  } as const;
  const facts = Object.fromEntries(names.filter(() => random() < 0.6).map((name) => [name, { ...common, name }]));
  return { ...emptyFacts(), facts, units: UNITS };
}

interface Planted {
  readonly content: Content;
  /** Top-level field → the canaries in it. */
  readonly canaries: ReadonlyMap<string, readonly string[]>;
}

/** Puts an unmistakable text in place of every text that the schema lets be free, nested ones too. */
function plantCanaries(code: MessageCode, content: Content): Planted {
  const canaries = new Map<string, string[]>();
  let planted: Content = content;
  for (const field of Object.keys(content)) {
    if (field === 'vNumber') continue;
    for (const path of textsIn(content[field], [field])) {
      const canary = `CANARY-${path.join('-')}`;
      const attempt = withText(planted, path, canary);
      if (!encodes(contracts, code, attempt)) continue;
      planted = attempt;
      canaries.set(field, [...(canaries.get(field) ?? []), canary]);
    }
  }
  return { content: planted, canaries };
}

function textsIn(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, [...path, name]));
}

function withText(content: Content, path: readonly string[], text: string): Content {
  const copy = JSON.parse(JSON.stringify(content)) as Record<string, unknown>;
  let at = copy;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string, unknown>;
  at[path.at(-1) ?? ''] = text;
  return copy;
}

function encodes(with_: Contracts, code: MessageCode, content: Content): boolean {
  try {
    return with_.encode(code, content).length > 0;
  } catch {
    return false;
  }
}

describe.each(contracts.catalogue.messages.map(({ code, senders }) => [code, senders] as const))(
  'whatever %s says',
  (code, senders) => {
    it('nobody receives a field that the decision removed, in bytes, headers or key', () => {
      const random = seededRandom(Number(code.slice(1)));
      let delivered = 0;
      for (const endpoint of senders) {
        for (let round = 0; round < 3; round += 1) {
          const sender = senderOf(endpoint);
          const { content, canaries } = plantCanaries(code, contracts.sample(code, random, {}, { full: true }));
          const sent = acceptedRecord(test, { code, sender, id: `leak-${round}`, acceptedAt: AT, content });
          const routed = routeRecord(hub, inForce, someFacts(random), storedAt(sent, 0, 3));
          if (routed.kind !== 'ROUTED') throw new Error(routed.kind);
          expect(routed.summary.alarm).toBe(false);
          const decision = contracts.decode(routed.decision.value);
          const cells = (decision.ok ? decision.content['cells'] : []) as { deliveryId?: string; removed: string[] }[];
          for (const delivery of routed.deliveries) {
            delivered += 1;
            const cell = cells.find(({ deliveryId }) => deliveryId === delivery.headers['ce_id']);
            const removed = cell?.removed ?? ['no cell'];
            const everything = Buffer.concat([
              delivery.value,
              Buffer.from(JSON.stringify([delivery.headers, delivery.key])),
            ]);
            const found = removed
              .flatMap((field) => canaries.get(field) ?? [])
              .filter((text) => everything.includes(text));
            expect(found).toEqual([]);
            const decoded = programs.newest.contracts.decodeDelivery(delivery.value);
            if (!decoded.ok) throw new Error(decoded.reason);
            expect(removed.filter((field) => field in decoded.content)).toEqual([]);
            if (delivery.topic.endsWith('.emb.v1')) expect(everything.includes(String(content['vNumber']))).toBe(false);
          }
          const names =
            routed.decision.value.includes('CANARY-person') ||
            routed.decision.value.includes(String(content['vNumber']));
          expect(names).toBe(false);
        }
      }
      expect(delivered).toBeGreaterThan(0);
    });
  },
);

function senderOf(endpoint: Party['endpoint']): Party {
  const unit = endpoint === 'GEM' ? '0599' : endpoint === 'EMB' ? 'NG' : null;
  return { endpoint, unit };
}

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadContracts, type ContractCode } from '#lib/contracts';
import { openKafkaLog, type MessageLog, type StoredRecord } from '#lib/messaging';
import { testBroker } from '#lib/testing';
import { plant, type Canary } from './driver/canaries.js';
import { HubPlace, SchakelProcess } from './driver/schakel-process.js';

interface Step {
  readonly step: string;
  readonly message: ContractCode;
  readonly delivered: readonly { readonly recipient: string; readonly removed: readonly string[] }[];
}

const ROOT = resolve(import.meta.dirname, '../..');
const AT = '2026-11-02T09:00:00.000Z';

describe('When canaries are planted in every field of every message of story S1', () => {
  const place = new HubPlace();
  const contracts = loadContracts({ root: ROOT });
  const story = JSON.parse(readFileSync(join(ROOT, 'schemas/stories/S1.json'), 'utf8')) as {
    readonly steps: readonly Step[];
  };
  const contents = JSON.parse(readFileSync(join(ROOT, 'schemas/stories/contents.json'), 'utf8')) as Record<
    string,
    Record<string, unknown>
  >;
  const canaries: Canary[] = [];
  const records: StoredRecord[] = [];
  let hub: SchakelProcess;
  let log: MessageLog;
  let pushed: readonly {
    readonly endpoint: string;
    readonly event: { readonly data: { readonly vNumber?: string } };
    /** The agency's own document, byte for byte. */
    readonly raw: string;
  }[] = [];
  const texts: Record<string, string> = {};

  beforeAll(async () => {
    const file = join(place.state, 'canaries.json');
    const random = seeded(7);
    const steps = story.steps.map((step) => {
      const fixed = contents[step.step] ?? {};
      const planted = plant(contracts, step.message, step.step, AT, plain(fixed), random);
      canaries.push(...planted.canaries);
      const { vNumber: _vNumber, caseNumber: _caseNumber, ...payload } = planted.content;
      return { ...step, payload: { ...payload, ...fixed } };
    });
    writeFileSync(file, JSON.stringify({ ...story, id: 'canaries', steps }));
    hub = SchakelProcess.start(['up'], place.env);
    await hub.whenUp(place);
    const finished = await SchakelProcess.run(['play', file, '--json'], place.env);
    expect({ status: finished.status, out: finished.status === 0 ? '' : finished.stdout + finished.stderr }).toEqual({
      status: 0,
      out: '',
    });

    const { prefix, simulator, router, ledger, adapters } = place.hub();
    log = await openKafkaLog({ access: testBroker(), clientId: 'canaries' });
    for (const topic of (await log.topics()).filter((name) => name.startsWith(`${prefix}.`))) {
      for (const { partition, low, high } of await log.ends(topic)) {
        if (high > low) for await (const batch of log.read(topic, partition, low, high)) records.push(...batch);
      }
    }
    pushed = ((await (await fetch(`${simulator}/deliveries`)).json()) as { deliveries: typeof pushed }).deliveries;
    for (const url of [router, ledger, adapters].map((app) => `${app}/metrics`)) {
      texts[url] = await (await fetch(url)).text();
      expect(texts[url]).toMatch(/^schakel_/m);
    }
    for (const name of readdirSync(join(place.state, 'logs'))) texts[name] = place.log(name.replace(/\.log$/, ''));
    texts['progress of up'] = hub.stdout + hub.stderr;
  }, 240_000);

  afterAll(async () => {
    await log?.close();
    await hub?.stop();
    await place.remove();
  }, 60_000);

  it('there are canaries in every step, and the players saw deliveries', () => {
    expect(new Set(canaries.map(({ step }) => step)).size).toBe(story.steps.length);
    expect(canaries.length).toBeGreaterThan(100);
    expect(pushed.length).toBeGreaterThan(20);
  });

  it('a delivery topic holds a canary only where the rules allow its field', () => {
    const found = records
      .filter(({ topic }) => topic.includes('.delivery.'))
      .flatMap((record) =>
        canariesIn(record.value?.toString('latin1') ?? '').map((canary) => [endpointOf(record.topic), canary] as const),
      );
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(([endpoint, canary]) => !mayReceive(endpoint, canary))).toEqual([]);
  });

  it('a push holds a canary only where the rules allow its field', () => {
    const found = pushed.flatMap(({ endpoint, event, raw }) =>
      canariesIn(JSON.stringify(event) + raw).map((canary) => [endpoint, canary] as const),
    );
    // What was found in the hub's own terms must have been found on the wire as well, or the search of the wire proves nothing.
    const onTheWire = pushed.flatMap(({ raw }) => canariesIn(raw));
    expect(onTheWire.length).toBe(found.length);
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(([endpoint, canary]) => !mayReceive(endpoint, canary))).toEqual([]);
  });

  it('no other topic but the case log holds one, and no key or header anywhere', () => {
    const elsewhere = records.filter(({ topic }) => !topic.includes('.delivery.') && !topic.endsWith('.messages.v1'));
    expect(elsewhere.length).toBeGreaterThan(12);
    expect(elsewhere.flatMap(({ value }) => canariesIn(value?.toString('latin1') ?? ''))).toEqual([]);
    expect(records.flatMap(({ key, headers }) => canariesIn(JSON.stringify({ key, headers })))).toEqual([]);
  });

  it('no log line and no metric holds one, nor the V-number, which no key or header holds either', () => {
    const vNumbers = [...new Set(pushed.map(({ event }) => event.data.vNumber).filter((v) => v !== undefined))];
    expect(vNumbers).toHaveLength(1);
    for (const [where, text] of Object.entries(texts)) {
      expect([where, canariesIn(text)]).toEqual([where, []]);
      expect([where, vNumbers.some((vNumber) => text.includes(vNumber))]).toEqual([where, false]);
    }
    const outside = JSON.stringify(records.map(({ key, headers }) => ({ key, headers })));
    expect(vNumbers.some((vNumber) => outside.includes(vNumber))).toBe(false);
  });

  function canariesIn(text: string): readonly Canary[] {
    return text.includes('CANARY') ? canaries.filter((canary) => text.includes(canary.text)) : [];
  }

  function mayReceive(endpoint: string, canary: Canary): boolean {
    const delivery = story.steps
      .find(({ step }) => step === canary.step)
      ?.delivered.find(({ recipient }) => recipient === endpoint);
    return delivery !== undefined && !delivery.removed.includes(canary.field) && !canary.birthPlace;
  }

  function endpointOf(topic: string): string {
    return (/\.delivery\.([a-z]+)\./.exec(topic)?.[1] ?? '').toUpperCase();
  }
});

/** Contents with a place for the story's day can't be checked here; the player fills them in. */
function plain(contents: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(contents).filter(([, value]) => typeof value !== 'string' || !value.startsWith('{')),
  );
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '#lib/contracts';
import { emptyFacts, type CaseFacts, type Content, type Party } from '#lib/domain';
import type { RecordToPublish } from '#lib/messaging';
import { acceptedRecord, storedAt, testHub, type AcceptedMessage } from '#lib/testing';
import { routeRecord } from './route-record.js';
import type { RoutedRecord } from './routed.js';

const test = testHub();
const { hub, contracts, inForce } = test;
const party = (endpoint: Party['endpoint'], unit: string | null = null): Party => ({ endpoint, unit });
const DTV = party('DTV');
const AT = '2026-11-02T10:00:00.000Z';
const V_NUMBER = '9999000001';

function record(message: Partial<AcceptedMessage> & Pick<AcceptedMessage, 'code'>): RecordToPublish {
  const content = { ...contracts.sample(message.code, seededRandom(7), { vNumber: V_NUMBER }), ...message.content };
  return acceptedRecord(test, { sender: DTV, id: 'message-1', acceptedAt: AT, ...message, content });
}

function route(message: RecordToPublish, facts: CaseFacts | null = null, offset = 5): RoutedRecord {
  const routed = routeRecord(hub, inForce, facts, storedAt(message, 0, offset));
  if (routed.kind === 'HALT') throw new Error(routed.reason);
  return routed;
}

function decisionOf(routed: RoutedRecord): Content {
  const decoded = contracts.decode(routed.decision.value);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.content;
}

function cells(
  routed: RoutedRecord,
): readonly { recipient: string; unit?: string; refusal?: string; removed: string[] }[] {
  return decisionOf(routed)['cells'] as ReturnType<typeof cells>;
}

/** Facts after control messages of their owners, folded by the router itself. */
function factsWith(...contents: readonly (readonly [Party, Content])[]): CaseFacts | null {
  let facts: CaseFacts | null = null;
  for (const [index, [sender, content]] of contents.entries()) {
    const whole = { vNumber: V_NUMBER, from: '2026-11-01T08:00:00.000Z', ...content };
    const sent = acceptedRecord(test, {
      code: 'H2',
      sender,
      id: `h2-${index}`,
      acceptedAt: '2026-11-01T09:00:00.000Z',
      content: whole,
    });
    const routed = route(sent, facts, index);
    expect(routed.summary).toMatchObject({ outcome: 'FACTS_CHANGED', reason: null });
    facts = routed.facts?.facts ?? facts;
  }
  return facts;
}

/** COA hosts the person and the case is on the agenda of the national consultation: IND, COA and POL may know of the interview. */
function hosted(): CaseFacts | null {
  return factsWith([party('COA'), { fact: 'COA_HOST', value: true }], [DTV, { fact: 'LKO', value: true }]);
}

describe('routing a case message', () => {
  it('gives one decision record with a cell for each of the 14 other endpoints, and a delivery for each that may know', () => {
    const facts = hosted();
    const routed = route(record({ code: 'M06' }), facts);
    const recipients = new Set(cells(routed).map(({ recipient }) => recipient));
    expect([recipients.size, recipients.has('DTV')]).toEqual([14, false]);
    const delivered = cells(routed).filter(({ refusal }) => refusal === undefined);
    expect(delivered.map(({ recipient }) => recipient)).toEqual(['IND', 'COA', 'POL']);
    expect(routed.deliveries.map(({ topic }) => topic)).toEqual(
      ['ind', 'coa', 'pol'].map((name) => `test.delivery.${name}.v1`),
    );
    expect(decisionOf(routed)).toMatchObject({
      outcome: 'DECIDED',
      message: 'M06',
      sender: 'DTV',
      time: AT,
      generation: 0,
    });
  });

  it('gives the same bytes on every run', () => {
    const facts = hosted();
    const message = record({ code: 'M06' });
    const stored = JSON.parse(JSON.stringify(facts)) as CaseFacts;
    expect(route(message, stored)).toEqual(route(message, facts));
  });

  it('passes on only the closed list of headers, and the hub reads its own from schakel-*', () => {
    const headers = {
      ce_caseref: 'Z-1',
      ce_onlyfor: 'IND,COA',
      ce_sequence: '4',
      ce_unknown: 'x',
      traceparent: '00-1-2-01',
    };
    const [delivery] = route(record({ code: 'M06', headers }), hosted()).deliveries;
    const names = Object.keys(delivery?.headers ?? {}).filter((name) => !name.startsWith('schakel-'));
    expect(names.sort()).toEqual([
      'ce_caseref',
      'ce_dataschema',
      'ce_id',
      'ce_legalbasis',
      'ce_purpose',
      'ce_source',
      'ce_specversion',
      'ce_subject',
      'ce_time',
      'ce_type',
      'ce_urgency',
      'content-type',
      'traceparent',
    ]);
    expect(delivery?.headers).toMatchObject({
      'schakel-log-place': '0:5',
      'schakel-generation': '0',
      ce_caseref: 'Z-1',
    });
  });

  it("honours the sender's narrower limits", () => {
    const facts = hosted();
    const limited = route(record({ code: 'M06', headers: { ce_onlyfor: 'IND', ce_withhold: 'outcomeCodes' } }), facts);
    expect(limited.deliveries.map(({ topic }) => topic)).toEqual(['test.delivery.ind.v1']);
    expect(cells(limited).find(({ recipient }) => recipient === 'COA')?.refusal).toBe('DENY_SENDER');
    const decoded = contractsOfRules().decodeDelivery(limited.deliveries[0]?.value ?? Buffer.alloc(0));
    expect(decoded.ok && 'outcomeCodes' in decoded.content).toBe(false);
  });

  it('never lets the time of a case run backwards', () => {
    const first = route(record({ code: 'M06' }));
    const earlier = record({ code: 'M06', id: 'message-2', acceptedAt: '2026-11-02T09:00:00.000Z' });
    expect(decisionOf(route(earlier, first.facts?.facts ?? null, 6))['time']).toBe(AT);
  });
});

describe('a repeated message', () => {
  it('is a DUPLICATE that names the offset of the first and changes nothing', () => {
    const message = record({ code: 'M06' });
    const again = route(message, route(message).facts?.facts ?? null, 9);
    expect(decisionOf(again)).toMatchObject({ outcome: 'DUPLICATE', originalOffset: 5, cells: [] });
    expect([again.deliveries, again.facts, again.messageId]).toEqual([[], null, route(message).messageId]);
  });

  it('with other content under the same id is rejected, with an alarm', () => {
    const first = route(record({ code: 'M06', content: { narrative: 'one' } }));
    const other = route(record({ code: 'M06', content: { narrative: 'two' } }), first.facts?.facts ?? null, 9);
    expect(decisionOf(other)).toMatchObject({ outcome: 'REJECTED', reason: 'ID_REUSED', originalOffset: 5 });
    expect([other.deliveries.length, other.summary.alarm]).toEqual([0, true]);
  });
});

describe('a record that no door wrote', () => {
  it.each([
    ['without a MAC', { 'schakel-origin-mac': '' }],
    ['with the MAC of another id', { ce_id: 'message-2' }],
    ['with another accepted time', { ce_acceptedat: '2026-11-03T10:00:00.000Z' }],
    ['that was withheld from nobody after it was accepted', { ce_withhold: 'caseNumber' }],
    ['meant for more recipients than it was accepted for', { ce_onlyfor: 'DTV,IND' }],
    ['with another time of the fact', { ce_time: '2026-10-01T10:00:00.000Z' }],
  ])('%s goes to quarantine untouched', (_name, forged) => {
    const sent = record({ code: 'M06', forged });
    const routed = route(sent);
    expect(routed.kind).toBe('QUARANTINE');
    expect(decisionOf(routed)).toMatchObject({ outcome: 'QUARANTINED', reason: 'bad-origin', cells: [] });
    expect(routed.quarantined).toMatchObject({ topic: 'test.quarantine.v1', value: sent.value });
    expect([routed.deliveries, routed.facts]).toEqual([[], null]);
  });

  it('under the key of another case goes to quarantine', () => {
    const routed = route({ ...record({ code: 'M06' }), key: 'f'.repeat(64) });
    expect(decisionOf(routed)).toMatchObject({ outcome: 'QUARANTINED', reason: 'wrong-key' });
  });

  it('in a partition that is not its case’s goes to quarantine, for the facts of the case are not known there', () => {
    const elsewhere = { ...hub, liesIn: (_caseKey: string, partition: number) => partition === 3 };
    const routed = routeRecord(elsewhere, inForce, hosted(), storedAt(record({ code: 'M06' }), 0, 5));
    if (routed.kind === 'HALT') throw new Error(routed.reason);
    expect(decisionOf(routed)).toMatchObject({ outcome: 'QUARANTINED', reason: 'wrong-partition' });
    expect([routed.deliveries, routed.facts]).toEqual([[], null]);
  });

  it('from a sender that may not send the type is rejected', () => {
    const routed = route(record({ code: 'M06', sender: party('COA') }));
    expect(decisionOf(routed)).toMatchObject({ outcome: 'REJECTED', reason: 'SENDER_NOT_ALLOWED', cells: [] });
  });
});

describe('a control message', () => {
  it('of one who does not own the fact is REJECTED and changes no fact', () => {
    const content = { vNumber: V_NUMBER, fact: 'COA_HOST', value: true, from: AT };
    const sent = acceptedRecord(test, { code: 'H2', sender: party('IND'), id: 'h2', acceptedAt: AT, content });
    const routed = route(sent);
    expect(decisionOf(routed)).toMatchObject({ outcome: 'REJECTED', reason: 'NOT_THE_OWNER', cells: [] });
    expect(routed.facts?.facts.facts).toEqual({});
  });
});

describe('a message for a mission', () => {
  const facts = factsWith([DTV, { fact: 'LP', value: true, recipientUnit: 'EMB:NG' }]);
  const sent = record({ code: 'M24', content: { countryOfApplication: 'NG', caseNumber: 'Z-2026-1' } });
  const routed = route(sent, facts);
  const delivery = routed.deliveries.find(({ topic }) => topic.endsWith('.emb.v1'));

  it("carries the unit's reference instead of the case number, and no V-number anywhere", () => {
    const decoded = contractsOfRules().decodeDelivery(delivery?.value ?? Buffer.alloc(0));
    if (!decoded.ok) throw new Error(decoded.reason);
    const [given] = routed.references;
    expect(given).toMatchObject({ unit: 'NG', vNumber: V_NUMBER });
    expect(decoded.content['caseNumber']).toBe(given?.reference);
    expect(delivery?.headers).toMatchObject({ ce_subject: given?.reference, ce_caseref: given?.reference });
    const everything = Buffer.concat([
      delivery?.value ?? Buffer.alloc(0),
      Buffer.from(JSON.stringify(delivery?.headers)),
    ]);
    expect([everything.includes(V_NUMBER), everything.includes('Z-2026-1')]).toEqual([false, false]);
  });

  it('goes to no other country', () => {
    const others = cells(routed).filter(({ recipient, unit }) => recipient === 'EMB' && unit !== 'NG');
    expect(others.every(({ refusal }) => refusal !== undefined)).toBe(true);
  });
});

describe('what this router cannot decide', () => {
  it('stops the partition: an unknown schema id in an authentic record', () => {
    const sent = record({ code: 'M06' });
    const foreign = { ...contracts, view: () => ({ ok: false, reason: 'unknown-schema' }) as const };
    const program = () => ({ ...test.programs.newest, contracts: foreign });
    const routed = routeRecord({ ...hub, program }, inForce, null, storedAt(sent, 0, 5));
    expect(routed).toMatchObject({ kind: 'HALT', reason: expect.stringContaining('unknown schema id') });
  });

  it('stops the partition: nothing in force, a rule set it lacks, another engine', () => {
    const sent = storedAt(record({ code: 'M06' }), 0, 5);
    const other = { ...inForce, ruleSet: { id: 'other', hash: '0'.repeat(64) } };
    expect(routeRecord(hub, null, null, sent)).toMatchObject({
      kind: 'HALT',
      reason: expect.stringContaining('set-up'),
    });
    expect(routeRecord(hub, other, null, sent)).toMatchObject({
      kind: 'HALT',
      reason: expect.stringContaining('other'),
    });
    const engine = routeRecord(hub, { ...inForce, engine: 99 }, null, sent);
    expect(engine).toMatchObject({ kind: 'HALT', reason: expect.stringContaining('engine 99') });
  });

  it('never turns the clock of a case back, not even when folding fails', () => {
    const lists = new Proxy(test.programs.newest.lists, {
      get: () => {
        throw new Error('reading the lists');
      },
    });
    const program = () => ({ ...test.programs.newest, lists });
    const known = hosted();
    const before = known && { ...known, acceptedAt: '2026-11-09T10:00:00.000Z' };
    const sent = record({
      code: 'M31',
      sender: party('IOM'),
      content: { changeType: 'NIEUW', signedAt: '2026-11-02' },
    });
    const routed = routeRecord({ ...hub, program }, inForce, before, storedAt(sent, 0, 5));
    if (routed.kind === 'HALT') throw new Error(routed.reason);
    expect(routed.summary).toMatchObject({ reason: 'EVALUATION_ERROR', alarm: true });
    expect(routed.facts?.facts.acceptedAt).toBe('2026-11-09T10:00:00.000Z');
    expect(decisionOf(routed)).toMatchObject({ time: '2026-11-09T10:00:00.000Z' });
  });

  it('stops the partition rather than lose a stop that can’t be taken into the facts', () => {
    const broken = { ...emptyFacts(), stops: null as never };
    const content = { removable: false, stopAllRemovalActions: true, reasonCode: 'ASIEL' };
    const stop = storedAt(record({ code: 'M03', sender: party('IND'), content }), 0, 5);
    const reason = 'a stop that could not be taken into the facts of its case';
    expect(routeRecord(hub, inForce, broken, stop)).toEqual({ kind: 'HALT', reason });
    expect(routeRecord(hub, inForce, broken, storedAt(record({ code: 'M06' }), 0, 5)).kind).toBe('ROUTED');
  });

  it('denies when evaluating fails: 14 cells DENY_ERROR, no delivery, an alarm', () => {
    const lists = new Proxy(test.programs.newest.lists, {
      get: () => {
        throw new Error('reading the lists');
      },
    });
    const program = () => ({ ...test.programs.newest, lists });
    const sent = record({ code: 'M24', content: { countryOfApplication: 'NG' } });
    const routed = routeRecord({ ...hub, program }, inForce, null, storedAt(sent, 0, 5));
    expect(routed).toMatchObject({
      kind: 'ROUTED',
      deliveries: [],
      summary: { reason: 'EVALUATION_ERROR', refused: { DENY_ERROR: 14 }, alarm: true },
    });
  });
});

function contractsOfRules(): typeof contracts {
  return test.programs.newest.contracts;
}

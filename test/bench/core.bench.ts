import { fold, type CaseMessage, type Content } from '#lib/domain';
import { decide, type CompiledRules } from '#lib/exchange-rules';
import { routeRecord, type Hub } from '#lib/routing';
import { storedAt, testHub } from '#lib/testing';
import { benchContent, benchFacts, benchRecord } from './bench-message.js';
import { measureStep } from './measure.js';
import type { Report } from './print.js';
import { tenTimes } from './ten-times.js';

const VARIANTS = 256;
const V_NUMBER = '9999000001';

/** What the pure core costs on one core: one case message with four deliveries, step by step and as a whole. */
export function benchCore(): Report {
  const test = testHub();
  const { hub, inForce, programs } = test;
  const { contracts, rules, lists } = programs.newest;
  const content = { ...benchContent(test), vNumber: V_NUMBER };
  const facts = benchFacts(test, V_NUMBER);
  const records = Array.from({ length: VARIANTS }, (_, turn) => {
    return storedAt(benchRecord(test, content, V_NUMBER, turn), 0, 100 + turn);
  });
  const record = (turn: number) => records[turn % VARIANTS] ?? records[0]!;
  const valueAt = (turn: number): Buffer => record(turn).value ?? Buffer.alloc(0);
  const message = messageWith(content);
  const ask = (compiled: CompiledRules, read: Content) => {
    const { sender, acceptedAt: at, envelope } = message;
    return decide(compiled, { message: 'M06', sender, facts, at, content: read, envelope, rejection: null, lists });
  };
  const view = (value: Buffer): Content => {
    const decoded = contracts.view(value);
    if (!decoded.ok) throw new Error('Measuring: the message of the bench cannot be decoded.');
    return decoded.content;
  };
  const redact = (value: Buffer, cells: ReturnType<typeof ask>) => {
    const made: Buffer[] = [];
    for (const cell of cells) {
      if (cell.refusal === null) made.push(contracts.project(value, 'M06', cell.recipient, cell));
    }
    return made;
  };
  const whole = (compiled: CompiledRules) => (turn: number) => {
    const value = valueAt(turn);
    const read = view(value);
    return [read['vNumber'], redact(value, ask(compiled, read))];
  };
  const many = tenTimes(rules);
  const manyHub: Hub = { ...hub, program: () => ({ ...programs.newest, rules: many }) };
  const delivered = ask(rules, content).filter(({ refusal }) => refusal === null);
  const few = `${rules.ruleSet.rules.length} rules`;
  const more = `${many.ruleSet.rules.length} rules`;
  const lines = [
    measureStep('decide, 15 endpoints', () => ask(rules, content), few),
    measureStep('decide, 15 endpoints', () => ask(many, content), more),
    measureStep('decode, every field', (turn) => contracts.decode(valueAt(turn)), 'what adapters and ledger do'),
    measureStep('decode, for routing', (turn) => view(valueAt(turn))['vNumber'], 'all bytes tested, one field read'),
    measureStep('fold', (turn) => fold(facts, message, { offset: turn }, lists)),
    measureStep(`redact and encode, ${delivered.length} deliveries`, () => redact(valueAt(0), delivered)),
    measureStep('decode, decide, redact, encode', whole(rules), few),
    measureStep('decode, decide, redact, encode', whole(many), more),
    measureStep('routeRecord, all of it', (turn) => routeRecord(hub, inForce, facts, record(turn)), few),
    measureStep('routeRecord, all of it', (turn) => routeRecord(manyHub, inForce, facts, record(turn)), more),
  ];
  const notes = [
    `message of ${valueAt(0).length} bytes to ${delivered.map(({ recipient }) => recipient).join(', ')}; Node ${process.version}`,
    'decide reads the same facts object each time; routeRecord folds new ones, as the router does, and is all of a record:',
    'origin MAC, case key, ids, hash, fold, decide, redact, the decision record with its 14 cells, headers.',
  ];
  return { title: 'core: one case message on one core (median of 5 rounds)', lines, notes };
}

function messageWith(content: Content): CaseMessage {
  const time = '2026-11-02T10:00:00.000Z';
  const limits = { wpgArticle: null, consentRef: null, onlyFor: null, withhold: [] };
  return {
    messageId: 'm',
    code: 'M06',
    sender: { endpoint: 'DTV', unit: null },
    time,
    acceptedAt: time,
    envelope: { purpose: '', legalBasis: [], urgency: '', ...limits },
    content,
  };
}

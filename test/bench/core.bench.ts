import { fold, type CaseMessage } from '#lib/domain';
import { compileRules, decide, type CompiledRules, type RuleSet } from '#lib/exchange-rules';
import { routeRecord } from '#lib/routing';
import { storedAt, testHub } from '#lib/testing';
import { benchContent, benchFacts, benchRecord } from './bench-message.js';
import { measureStep } from './measure.js';
import type { Report } from './print.js';

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
  const value = record(0).value ?? Buffer.alloc(0);
  const message: CaseMessage = {
    messageId: 'm',
    code: 'M06',
    sender: { endpoint: 'DTV', unit: null },
    time: '2026-11-02T10:00:00.000Z',
    acceptedAt: '2026-11-02T10:00:00.000Z',
    envelope: {
      purpose: '',
      legalBasis: [],
      urgency: '',
      wpgArticle: null,
      consentRef: null,
      onlyFor: null,
      withhold: [],
    },
    content,
  };
  const ask = (compiled: CompiledRules) =>
    decide(compiled, {
      message: 'M06',
      sender: message.sender,
      facts,
      at: message.acceptedAt,
      content,
      envelope: message.envelope,
      rejection: null,
      lists,
    });
  const delivered = ask(rules).filter(({ refusal }) => refusal === null);
  const project = () => delivered.map((cell) => contracts.project(value, 'M06', cell.recipient, cell));
  const many = tenTimes(rules);
  const lines = [
    measureStep('decide, 15 endpoints', () => ask(rules), `${rules.ruleSet.rules.length} rules`),
    measureStep('decide, ten times the rules', () => ask(many), `${many.ruleSet.rules.length} rules`),
    measureStep('decode', (turn) => contracts.view(record(turn).value ?? value)),
    measureStep('fold', (turn) => fold(facts, message, { offset: turn }, lists)),
    measureStep(`redact, ${delivered.length} deliveries`, project),
    measureStep('decode, decide, redact', (turn) => [
      contracts.view(record(turn).value ?? value),
      ask(rules),
      project(),
    ]),
    measureStep(
      'routeRecord, all of it',
      (turn) => routeRecord(hub, inForce, facts, record(turn)),
      'with MAC, case key, ids, hash, decision record, headers',
    ),
  ];
  const notes = [
    `message of ${value.length} bytes to ${delivered.map(({ recipient }) => recipient).join(', ')}; Node ${process.version}`,
    'decide reads the same facts object each time; routeRecord folds new ones, as the router does.',
  ];
  return { title: 'core: one case message on one core (median of 5 rounds)', lines, notes };
}

/** The same rules again under nine more sets of message names, as ten chains on one hub would have. */
function tenTimes(rules: CompiledRules): CompiledRules {
  const copies = [...Array(10).keys()].slice(1);
  const named = <T extends { readonly message: string }>(all: readonly T[]): readonly T[] => [
    ...all,
    ...copies.flatMap((copy) => all.map((one) => ({ ...one, message: `${one.message}${copy}` }))),
  ];
  const { catalogue, ruleSet } = rules;
  const messages = [
    ...catalogue.messages,
    ...copies.flatMap((copy) =>
      catalogue.messages.map((one) => ({ ...one, code: `${one.code}${copy}` as typeof one.code })),
    ),
  ];
  const larger: RuleSet = {
    ...ruleSet,
    rules: named(ruleSet.rules),
    denied: named(ruleSet.denied),
    senderLimits: named(ruleSet.senderLimits),
  };
  return compileRules({ ...catalogue, messages }, larger);
}

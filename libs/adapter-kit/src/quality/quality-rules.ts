import type { QualityRule } from './quality-rule.js';

/** The scale on which an adapter says how far it is, in `quality-scale.yaml`; a tier counts when all rules up to it are done or exempt. */
export const QUALITY_RULES: readonly QualityRule[] = [
  rule('bronze', 'manifest-valid', 'its manifest is true', ['manifest-form', 'manifest-rights', 'manifest-code']),
  rule('bronze', 'conformance-green', 'it passes every check of the conformance suite, with no waiver', []),
  rule('bronze', 'readme-complete', 'its page says what the agency sends and gets, and on which ground', [
    'readme-complete',
  ]),
  rule('bronze', 'owner-named', 'a team or desk answers for it', ['manifest-filled']),
  rule('bronze', 'fixtures-per-message', 'every message that it sends or receives has staged fixtures', []),
  rule('bronze', 'errors-translated', 'what is wrong is told in the places of the agency’s own document', [
    'refuses-in-own-places',
  ]),
  rule('bronze', 'no-pii-in-logs', 'no value of a message is in its log', ['logs-clean']),
  rule('bronze', 'config-validated-at-start', 'it does not start with settings that are missing or wrong', []),
  rule('silver', 'contract-tested-with-fake', 'its documents are true of what it takes and gives', [
    'documents-door',
    'documents-deliveries',
  ]),
  rule('silver', 'retry-classified', 'a passing failure is tried again, a lasting one is not', [
    'delivers-again',
    'delivers-past-refusals',
  ]),
  rule('silver', 'idempotent-delivery', 'a repeat is one message, in and out', [
    'sends-once',
    'delivers-every-message',
  ]),
  rule('silver', 'health-detail', 'health names what is not well', ['health-tells']),
  rule('silver', 'dead-letter-runbook', 'operators have a page on what to do with its dead letters', []),
  rule('silver', 'previous-version-read', 'it reads the version before the present one of each contract', []),
  rule('gold', 'property-tests-on-mappers', 'samples of every message come back as they went', [
    'format-round-trip',
    'format-deterministic',
  ]),
  rule('gold', 'load-figure-recorded', 'what it carries per second is measured and written down', []),
  rule('gold', 'replay-tested', 'a replay of its deliveries was tried', []),
  rule('gold', 'alert-rules', 'its figures have alerts', []),
  rule('gold', 'legal-basis-linked', 'its page links to the law that it names', []),
];

function rule(tier: QualityRule['tier'], id: string, title: string, provenBy: readonly string[]): QualityRule {
  return { tier, id, title, provenBy };
}

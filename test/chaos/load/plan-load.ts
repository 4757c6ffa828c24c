import type { Contracts } from '#lib/contracts';
import type { Party } from '#lib/domain';
import { canaryTemplates, planted, type CanaryTemplate } from './canary-templates.js';
import { OPENING, type Kind } from './opening.js';
import type { PlannedMessage } from './planned-message.js';

export interface LoadOptions {
  readonly messages: number;
  readonly seed: number;
  readonly random: () => number;
}

const A_CASE = 20;
/** Cases that are under way at the same time. */
const WINDOW = 60;

const INTERVIEW: Kind = { code: 'M06', sender: 'DTV' };
const LAISSEZ_PASSER: Kind = { code: 'M24', sender: 'DTV', more: { countryOfApplication: 'NG' }, removal: true };

/** CloudEvents, JSON in Dutch and in English, XML. */
const TRAFFIC: readonly Kind[] = [
  ...Array.from({ length: 9 }, () => INTERVIEW),
  { code: 'M02', sender: 'IND' },
  { code: 'M02', sender: 'IND' },
  { code: 'M09', sender: 'COA' },
  { code: 'M09', sender: 'COA' },
  { code: 'M43', sender: 'POL' },
  { code: 'M31', sender: 'IOM' },
  LAISSEZ_PASSER,
  LAISSEZ_PASSER,
  LAISSEZ_PASSER,
];

const stopped = (ground: string, opens: boolean): Kind => ({
  code: 'M03',
  sender: 'IND',
  more: { removable: !opens, stopAllRemovalActions: opens, reasonCode: ground },
  stop: { ground, opens },
});
const POSTPONED: Kind = {
  code: 'M29',
  sender: 'IND',
  more: { granted: true, stopAllRemovalActions: true, reasonCode: 'ART64' },
  stop: { ground: 'ART64', opens: true },
};

/** Step of a case → what happens to the stop then, in one case of so many: one ground; one that ends; two, of which one ends. */
const STOPS: readonly Readonly<Record<number, Kind>>[] = [
  { 9: POSTPONED },
  { 8: POSTPONED, 14: stopped('ART64', false) },
  { 8: POSTPONED, 10: stopped('OVERIG', true), 13: stopped('ART64', false) },
  {},
  {},
  {},
];

/** So many messages of many cases, in the order in which they are sent; the same for the same seed but for its dates. */
export function* planLoad(contracts: Contracts, { messages, seed, random }: LoadOptions): Generator<PlannedMessage> {
  const cases = Math.max(1, Math.floor(messages / A_CASE));
  const steps = new Map<number, number>();
  const templates = canaryTemplates(contracts, 'M06', 8, random);
  for (let n = 0; n < messages; n += 1) {
    const newest = Math.floor((n / messages) * cases);
    const caseIndex = Math.max(0, newest - Math.floor(random() * Math.min(WINDOW, cases)));
    const step = steps.get(caseIndex) ?? 0;
    steps.set(caseIndex, step + 1);
    const kind = OPENING[step] ?? STOPS[caseIndex % STOPS.length]?.[step] ?? pick(TRAFFIC, random);
    const { content, canaries } = contentOf(contracts, kind, n, templates, random);
    yield {
      n,
      id: `chaos-${seed}-${n}`,
      caseIndex,
      code: kind.code,
      sender: { endpoint: kind.sender, unit: null } satisfies Party,
      content: { ...content, vNumber: String(9_999_100_000 + caseIndex) },
      stop: kind.stop ?? null,
      removal: kind.removal ?? false,
      canaries,
      copies: random() < 0.02 ? 4 : 1,
    };
  }
}

function contentOf(
  contracts: Contracts,
  { code, more = {} }: Kind,
  n: number,
  templates: readonly CanaryTemplate[],
  random: () => number,
): CanaryTemplate {
  if (code === 'M06') return planted(pick(templates, random), n);
  const content = contracts.sample(code, random, { vNumber: '9999000001' }, { at: new Date().toISOString() });
  return { content: { ...content, ...more }, canaries: [] };
}

function pick<T>(all: readonly T[], random: () => number): T {
  const one = all[Math.floor(random() * all.length)];
  if (one === undefined) throw new Error('Planning the load: nothing to choose from.');
  return one;
}

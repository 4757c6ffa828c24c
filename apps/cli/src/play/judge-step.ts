import { ENDPOINTS, type Cell, type Endpoint } from '#lib/domain';
import type { ExpectedDelivery, StoryStep } from './story.js';

export interface DecidedStep {
  readonly delivered: readonly ExpectedDelivery[];
  readonly refused: Readonly<Record<string, readonly Endpoint[]>>;
}

/** Cells per unit, taken together per endpoint: delivered when any unit gets it, otherwise refused with the first code. */
export function summarise(cells: readonly Cell[]): DecidedStep {
  const delivered: ExpectedDelivery[] = [];
  const refused: Record<string, Endpoint[]> = {};
  for (const recipient of ENDPOINTS) {
    const own = cells.filter((cell) => cell.recipient === recipient);
    const first = own[0];
    if (first === undefined) continue;
    const yes = own.find((cell) => cell.refusal === null);
    if (yes !== undefined) {
      delivered.push({ recipient, removed: yes.removed, ...(yes.masked.length > 0 ? { masked: yes.masked } : {}) });
    } else {
      (refused[first.refusal ?? ''] ??= []).push(recipient);
    }
  }
  return { delivered, refused };
}

/** Compares a decision with what the story expects; each difference is one sentence without any value of the message. */
export function differencesFrom(step: StoryStep, decided: DecidedStep): readonly string[] {
  const differences: string[] = [];
  const expected = answers(step);
  const actual = answers(decided);
  for (const recipient of new Set([...expected.keys(), ...actual.keys()])) {
    const want = expected.get(recipient) ?? 'no decision';
    const have = actual.get(recipient) ?? 'no decision';
    if (want !== have) differences.push(`${recipient}: expected ${want}, was ${have}`);
  }
  return differences;
}

function answers(of: { delivered: readonly ExpectedDelivery[]; refused: Readonly<Record<string, readonly string[]>> }) {
  const map = new Map<string, string>();
  for (const { recipient, removed, masked } of of.delivered) {
    const without = removed.length > 0 ? ` without ${[...removed].sort().join(', ')}` : '';
    const behind = masked !== undefined && masked.length > 0 ? ` with ${[...masked].sort().join(', ')} masked` : '';
    map.set(recipient, `delivered${without}${behind}`);
  }
  for (const [code, recipients] of Object.entries(of.refused)) {
    for (const recipient of recipients) map.set(recipient, `refused ${code}`);
  }
  return map;
}

/** What the partner's own system should hold: every field it may have, none that it may not. */
export function differencesAtPartner(
  recipient: string,
  sent: Readonly<Record<string, unknown>>,
  received: Readonly<Record<string, unknown>>,
  removed: readonly string[],
  altered: readonly string[],
): readonly string[] {
  const differences: string[] = [];
  for (const field of removed) {
    if (received[field] !== undefined && received[field] !== null)
      differences.push(`${recipient} received ${field}, which it may not have`);
  }
  for (const [field, value] of Object.entries(sent)) {
    if (value === null || removed.includes(field)) continue;
    if (received[field] === undefined || received[field] === null)
      differences.push(`${recipient} did not receive ${field}`);
    else if (!altered.includes(field) && JSON.stringify(received[field]) !== JSON.stringify(value)) {
      differences.push(`${recipient} received another value of ${field}`);
    }
  }
  return differences;
}

import type { ItemView, Verdict } from '#lib/replay';
import { colours as pc } from '../colours.js';
import { recipientName } from '../options/recipient-name.js';

/** A line per item, in the order of the run. */
export function printItems(items: readonly ItemView[], write: (line: string) => void): void {
  for (const item of items) {
    const { nth, role, endpoint, unit, message, verdict, verdictThen, outcome, deliveryId, itemId, upgraded } = item;
    const who = endpoint === null ? '-' : recipientName({ endpoint, unit });
    const place = role === 'FOLLOWER' ? '  ↳ ' : role === 'HEAD' ? 'head' : '    ';
    const said = verdictInWords(verdict);
    const then = verdictThen === null || verdictThen.kind === verdict.kind ? '' : ` → ${verdictInWords(verdictThen)}`;
    const became = outcome === null ? '' : `  ${colour(outcome)(outcome)}`;
    const old = upgraded ? '  older schema' : '';
    write(
      `${String(nth).padStart(6)}  ${place} ${who.padEnd(10)} ${(message ?? '-').padEnd(4)} ${said}${then}${became}${old}${pc.dim(`  ${deliveryId ?? itemId}`)}`,
    );
    for (const change of changesOf(verdict)) write(pc.dim(`              ${change}`));
  }
  if (items.length === 0) write('No item fits.');
}

function verdictInWords(verdict: Verdict): string {
  if (verdict.kind === 'REFUSED') return pc.red(`REFUSED ${verdict.code}`);
  if (verdict.kind === 'BUSY') return `BUSY with plan ${verdict.planId}`;
  return verdict.kind;
}

/** Field by field, what was given then and would be given now. */
function changesOf(verdict: Verdict): readonly string[] {
  const changes = 'changes' in verdict ? verdict.changes : [];
  return changes.map(({ field, then, now }) => `${field}: then ${then}, now ${now}`);
}

function colour(outcome: string): (text: string) => string {
  if (outcome === 'DELIVERED' || outcome === 'READ') return pc.green;
  return outcome === 'DEAD_AGAIN' || outcome === 'NOT_SENT' ? pc.red : pc.yellow;
}

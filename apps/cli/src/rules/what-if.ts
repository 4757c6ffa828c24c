import type { Contracts, DecisionRecord } from '#lib/contracts';
import type { StoredRecord } from '#lib/messaging';
import { routeRecord, type FactsByCase, type Hub, type InForce } from '#lib/routing';

/** One rule set through the whole log: its own facts, for what it delivers changes them (LP_ARRIVAL_TOLD). */
export interface Course {
  readonly hub: Hub;
  readonly inForce: InForce;
  readonly facts: FactsByCase;
}

/** How deliveries of one message to one recipient would have differed. Counts only: nothing of a case or person. */
export interface WhatIfCell {
  readonly message: string;
  readonly recipient: string;
  /** Deliveries with the first and with the second rule set. */
  before: number;
  after: number;
  /** Delivered by one of them only. */
  gained: number;
  lost: number;
  /** Delivered by both, with other fields or masks. */
  fields: number;
}

export interface WhatIf {
  records: number;
  /** Messages that both courses decided. */
  messages: number;
  /** Deliveries that are the same in both. */
  same: number;
  /** Records that one of them could not decide; the partition ends there. */
  halted: number;
  readonly cells: Map<string, WhatIfCell>;
}

export function emptyWhatIf(): WhatIf {
  return { records: 0, messages: 0, same: 0, halted: 0, cells: new Map() };
}

type DecidedCell = DecisionRecord['cells'][number];

/** Decides one record of the case log by both rule sets and counts what differs. False when the partition can't be gone on with. */
export function takeRecord(
  whatIf: WhatIf,
  courses: readonly [Course, Course],
  contracts: Contracts,
  stored: StoredRecord,
): boolean {
  const [before, after] = courses.map((course) => decideBy(course, contracts, stored)) as [
    DecisionRecord | null,
    DecisionRecord | null,
  ];
  if (before === null || after === null) {
    whatIf.halted += 1;
    return false;
  }
  whatIf.records += 1;
  if (before.outcome !== 'DECIDED' || after.outcome !== 'DECIDED') return true;
  whatIf.messages += 1;
  const others = new Map(after.cells.map((cell) => [unitName(cell), cell]));
  for (const cell of before.cells) {
    compareCells(whatIf, before.message ?? '', cell.recipient, cell, others.get(unitName(cell)));
    others.delete(unitName(cell));
  }
  for (const cell of others.values()) compareCells(whatIf, after.message ?? '', cell.recipient, undefined, cell);
  return true;
}

function decideBy({ hub, inForce, facts }: Course, contracts: Contracts, stored: StoredRecord): DecisionRecord | null {
  const known = stored.key === null ? null : facts.get(stored.key);
  const routed = routeRecord(hub, inForce, known, stored);
  if (routed.kind === 'HALT') return null;
  if (routed.facts !== null) facts.set(routed.facts.caseKey, routed.facts.facts);
  const decoded = contracts.decode(routed.decision.value);
  return decoded.ok ? (decoded.content as unknown as DecisionRecord) : null;
}

function compareCells(
  whatIf: WhatIf,
  message: string,
  recipient: string,
  before: DecidedCell | undefined,
  after: DecidedCell | undefined,
): void {
  const [was, is] = [isDelivered(before), isDelivered(after)];
  if (!was && !is) return;
  const name = `${message} ${recipient}`;
  const cell = whatIf.cells.get(name) ?? { message, recipient, before: 0, after: 0, gained: 0, lost: 0, fields: 0 };
  whatIf.cells.set(name, cell);
  if (was) cell.before += 1;
  if (is) cell.after += 1;
  if (was && !is) cell.lost += 1;
  else if (is && !was) cell.gained += 1;
  else if (fieldsOf(before) === fieldsOf(after)) whatIf.same += 1;
  else cell.fields += 1;
}

function isDelivered(cell: DecidedCell | undefined): boolean {
  return cell !== undefined && (cell.refusal ?? null) === null;
}

function fieldsOf(cell: DecidedCell | undefined): string {
  return `${cell?.removed.join()}|${cell?.masked.join()}`;
}

function unitName({ recipient, unit }: DecidedCell): string {
  return `${recipient}:${unit ?? ''}`;
}

import { hasUnits, partyName, type CaseMessage, type Cell, type MessageCode } from '#lib/domain';
import type { RecordToPublish, StoredRecord } from '#lib/messaging';
import type { DecidedCell } from '../decision/write-cell.js';
import { denied } from '../decision/denied-cells.js';
import type { Hub, Program } from '../hub.js';
import { deliveryId } from '../ids.js';
import type { AuthenticRecord } from '../record/authentic-record.js';
import type { GivenReference } from '../routed.js';
import { deliveryHeaders, incomingHeaders, type IncomingHeaders } from './delivery-headers.js';

export interface Delivered {
  /** The cells as they go into the decision record, in the order of the decision. */
  readonly cells: readonly DecidedCell[];
  readonly deliveries: readonly RecordToPublish[];
  readonly references: readonly GivenReference[];
  /** Refusal code → number of cells. */
  readonly refused: Readonly<Record<string, number>>;
  readonly failed: boolean;
}

export interface DeliveryTask {
  readonly hub: Hub;
  readonly program: Program;
  readonly stored: StoredRecord;
  readonly record: AuthenticRecord;
  readonly message: CaseMessage;
  readonly code: MessageCode;
  readonly caseKey: string;
  readonly decisionId: string;
  /** 0 is live. */
  readonly generation: number;
}

/** redact → deliver: one record per delivered cell. A cell that cannot be redacted is refused, the others go on. */
export function deliverCells(task: DeliveryTask, cells: readonly Cell[]): Delivered {
  const deliveries: RecordToPublish[] = [];
  const references: GivenReference[] = [];
  const refused: Record<string, number> = {};
  const final: DecidedCell[] = [];
  const incoming = incomingHeaders(task);
  let failed = false;
  for (const decided of cells) {
    let cell = deliverable(decided);
    const made = cell.refusal === null ? deliver(task, cell, incoming) : null;
    if (cell.refusal === null && made === null) {
      cell = denied(cell);
      failed = true;
    }
    if (made !== null) deliveries.push(made.delivery);
    if (made?.reference) references.push(made.reference);
    if (cell.refusal !== null) refused[cell.refusal] = (refused[cell.refusal] ?? 0) + 1;
    final.push({ cell, deliveryId: made?.deliveryId ?? null, schemaId: made?.schemaId ?? null });
  }
  return { cells: final, deliveries, references, refused, failed };
}

// A cell of GEM or EMB without a unit names nobody in particular: it is decided, but never delivered (decisions 16).
function deliverable(cell: Cell): Cell {
  if (cell.refusal !== null || cell.unit !== null || !hasUnits(cell.recipient)) return cell;
  return { ...cell, refusal: 'DENY_CONDITION', removed: [], masked: [] };
}

interface Made {
  readonly delivery: RecordToPublish;
  readonly deliveryId: string;
  readonly schemaId: number;
  readonly reference: GivenReference | null;
}

function deliver(task: DeliveryTask, cell: Cell, incoming: IncomingHeaders): Made | null {
  const { hub, program, stored, record, message, code, caseKey } = task;
  const recipient = { endpoint: cell.recipient, unit: cell.unit };
  const id = deliveryId(message.messageId, partyName(recipient), task.generation);
  const reference = givenReference(task, cell);
  try {
    const options = {
      ...(reference === null ? {} : { reference: reference.reference }),
      // What is decided again goes out as if it came today; live, a record goes out by the revision that it was written with.
      ...(task.generation === 0 ? {} : { revision: program.revisionOf(code) }),
    };
    const value = program.contracts.project(record.value, code, cell.recipient, cell, options);
    const schemaId = value.readInt32BE(1);
    const headers = deliveryHeaders(incoming, cell, {
      deliveryId: id,
      schemaId,
      reference: reference?.reference ?? null,
    });
    const topic = hub.topics.delivery(cell.recipient);
    const delivery = { topic, key: caseKey, value, headers, partition: stored.partition };
    return { delivery, deliveryId: id, schemaId, reference };
  } catch {
    return null;
  }
}

function givenReference(task: DeliveryTask, cell: Cell): GivenReference | null {
  if (cell.recipient !== 'EMB' || cell.unit === null) return null;
  const { hub, caseKey, message } = task;
  const vNumber = String(message.content['vNumber']);
  return { unit: cell.unit, reference: hub.keys.missionReference(caseKey, cell.unit), caseKey, vNumber };
}

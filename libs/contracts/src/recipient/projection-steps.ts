import { FRAME_LENGTH } from '../avro/confluent-frame.js';
import type { Walk } from '../avro/walker.js';
import { checkCell } from './check-cell.js';
import type { PlannedField, ProjectionPlan } from './projection-plan.js';
import type { CellFields } from './projection.js';

/** What to write next. `from` and `to` are indexes of the writer's fields: the bytes from the start of one to the start of the other. */
export type ProjectionStep =
  | { readonly kind: 'copy'; readonly from: number; to: number }
  | { readonly kind: 'bytes'; bytes: Buffer }
  | { readonly kind: 'mask'; readonly source: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly source: number; readonly before: readonly Walk[]; readonly out: Walk }
  | { readonly kind: 'reference' };

const ABSENT = Buffer.of(0x00);
const PRESENT = Buffer.of(0x02);

export interface ProjectionSteps {
  readonly steps: readonly ProjectionStep[];
  /** Length of all that does not come from the record: frame, branch bytes, masks. */
  readonly ownBytes: number;
}

/** The few writes that a cell comes down to; neighbours that are copied as they are become one. Throws on a cell that can't be carried out. */
export function stepsOf(plan: ProjectionPlan, cell: CellFields): ProjectionSteps {
  checkCell(plan, cell);
  const steps: ProjectionStep[] = [];
  for (const field of plan.fields) addSteps(steps, field, cell);
  const own = steps.map((step) => (step.kind === 'bytes' || step.kind === 'mask' ? step.bytes.length : 0));
  return { steps, ownBytes: own.reduce((sum, length) => sum + length, FRAME_LENGTH) };
}

function addSteps(steps: ProjectionStep[], field: PlannedField, cell: CellFields): void {
  if (field.reference) {
    addBytes(steps, PRESENT);
    steps.push({ kind: 'reference' });
  } else if (cell.removed.includes(field.name)) {
    addBytes(steps, ABSENT);
  } else if (field.masked !== null && cell.masked.includes(field.name)) {
    const bytes = Buffer.concat([PRESENT, field.masked]);
    // A field without a value has nothing to mask: that it is absent is no secret.
    if (field.wrap) addBytes(steps, bytes);
    else steps.push({ kind: 'mask', source: field.source, bytes });
  } else {
    if (field.wrap) addBytes(steps, PRESENT);
    if (field.cut === null) addCopy(steps, field.source);
    else steps.push({ kind: 'cut', source: field.source, ...field.cut });
  }
}

function addBytes(steps: ProjectionStep[], bytes: Buffer): void {
  const last = steps.at(-1);
  if (last?.kind === 'bytes') last.bytes = Buffer.concat([last.bytes, bytes]);
  else steps.push({ kind: 'bytes', bytes });
}

function addCopy(steps: ProjectionStep[], source: number): void {
  const last = steps.at(-1);
  if (last?.kind === 'copy' && last.to === source) last.to = source + 1;
  else steps.push({ kind: 'copy', from: source, to: source + 1 });
}

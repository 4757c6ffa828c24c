import { FRAME_LENGTH } from '../avro/confluent-frame.js';
import type { FieldOffsets } from '../codec/field-offsets.js';
import { OutputSlab } from './output-slab.js';
import { textBytes } from './projection-plan.js';
import type { ProjectionStep, ProjectionSteps } from './projection-steps.js';

const output = new OutputSlab();

/** Carries out the steps: copies the ranges that are allowed into a value of the recipient's schema. A removed field is never even read. */
export function projectBytes(
  schemaId: number,
  { steps, ownBytes }: ProjectionSteps,
  value: Buffer,
  offsets: FieldOffsets,
  reference: string | null,
): Buffer {
  const referenceBytes = reference === null ? null : textBytes(reference);
  // At least what is needed: no range is copied twice, and the rest is known beforehand.
  output.reserve(value.length + ownBytes + (referenceBytes?.length ?? 0));
  const out = output.bytes;
  let at = output.at;
  out[at] = 0;
  out.writeUInt32BE(schemaId, at + 1);
  at += FRAME_LENGTH;
  for (const step of steps) {
    switch (step.kind) {
      case 'copy':
        at = copy(value, offsets[step.from] as number, offsets[step.to] as number, out, at);
        break;
      case 'bytes':
        at = copy(step.bytes, 0, step.bytes.length, out, at);
        break;
      case 'mask': {
        const start = offsets[step.source] as number;
        // Branch byte 0: the writer gave no value, and that byte is all there is.
        const absent = value[start] === 0;
        at = absent ? copy(value, start, start + 1, out, at) : copy(step.bytes, 0, step.bytes.length, out, at);
        break;
      }
      case 'cut': {
        const { from, to } = cutIn(step, value, offsets);
        at = copy(value, offsets[step.source] as number, from, out, at);
        at = copy(value, to, offsets[step.source + 1] as number, out, at);
        break;
      }
      case 'reference':
        if (referenceBytes === null) throw new Error('Projecting for a mission: no reference given.');
        at = copy(referenceBytes, 0, referenceBytes.length, out, at);
        break;
    }
  }
  return output.take(at);
}

/** Recipients of one record have the same place cut out, so it is looked up once. */
let lastCut: { of: FieldOffsets; source: number; from: number; to: number } = { of: [], source: -1, from: 0, to: 0 };

function cutIn(step: ProjectionStep & { kind: 'cut' }, value: Buffer, offsets: FieldOffsets): typeof lastCut {
  if (lastCut.of === offsets && lastCut.source === step.source) return lastCut;
  const end = offsets[step.source + 1] as number;
  let from = offsets[step.source] as number;
  for (const walk of step.before) from = walk(value, from, end);
  lastCut = { of: offsets, source: step.source, from, to: step.out(value, from, end) };
  return lastCut;
}

function copy(from: Buffer, start: number, end: number, out: Buffer, at: number): number {
  // A call into native code costs more than some dozens of assignments.
  if (end - start > 40) {
    from.copy(out, at, start, end);
    return at + end - start;
  }
  for (let index = start; index < end; index++) out[at++] = from[index] as number;
  return at;
}

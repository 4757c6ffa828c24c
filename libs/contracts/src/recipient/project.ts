import { FRAME_LENGTH } from '../avro/confluent-frame.js';
import type { FieldOffsets } from './field-offsets.js';
import { textBytes } from './projection-plan.js';
import type { ProjectionStep } from './projection-steps.js';

/** Carries out the steps: copies the ranges that are allowed into a value of the recipient's schema. A removed field is never even read. */
export function projectBytes(
  schemaId: number,
  steps: readonly ProjectionStep[],
  value: Uint8Array,
  offsets: FieldOffsets,
  reference: string | null,
): Buffer {
  const referenceBytes = reference === null ? null : textBytes(reference);
  const out = Buffer.allocUnsafe(roomFor(steps, value, referenceBytes));
  out[0] = 0;
  out.writeUInt32BE(schemaId, 1);
  let at = FRAME_LENGTH;
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
        const end = offsets[step.source + 1] as number;
        const start = offsets[step.source] as number;
        let from = start;
        for (const walk of step.before) from = walk(value, from, end);
        at = copy(value, start, from, out, at);
        at = copy(value, step.out(value, from, end), end, out, at);
        break;
      }
      case 'reference':
        if (referenceBytes === null) throw new Error('Projecting for a mission: no reference given.');
        at = copy(referenceBytes, 0, referenceBytes.length, out, at);
        break;
    }
  }
  return out.subarray(0, at);
}

/** At least what is needed: no range is copied twice, and the rest is known beforehand. */
function roomFor(steps: readonly ProjectionStep[], value: Uint8Array, reference: Buffer | null): number {
  let room = value.length + (reference?.length ?? 0);
  for (const step of steps) if (step.kind === 'bytes' || step.kind === 'mask') room += step.bytes.length;
  return room;
}

function copy(from: Uint8Array, start: number, end: number, out: Buffer, at: number): number {
  const length = end - start;
  // A call into native code costs more than a handful of assignments.
  if (length < 32) {
    for (let index = 0; index < length; index++) out[at + index] = from[start + index] as number;
  } else {
    out.set(from.subarray(start, end), at);
  }
  return at + length;
}

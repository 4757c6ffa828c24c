/** Confluent wire format: 0x00, schema id (big-endian), Avro. https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/ */
export const FRAME_LENGTH = 5;

export function frame(schemaId: number, body: Uint8Array): Buffer {
  const value = Buffer.allocUnsafe(FRAME_LENGTH + body.length);
  value[0] = 0;
  value.writeUInt32BE(schemaId, 1);
  value.set(body, FRAME_LENGTH);
  return value;
}

/** Schema id of a framed value; null when it is too short or has another magic byte. */
export function schemaIdIn(value: Uint8Array): number | null {
  if (value.length < FRAME_LENGTH || value[0] !== 0) return null;
  const [first, second, third, fourth] = [value[1], value[2], value[3], value[4]] as [number, number, number, number];
  return first * 0x1000000 + ((second << 16) | (third << 8) | fourth);
}

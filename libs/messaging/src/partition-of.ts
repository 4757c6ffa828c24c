const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** Murmur2 as Kafka's Java client computes it (org.apache.kafka.common.utils.Utils.murmur2), so that every client agrees. */
function murmur2(bytes: Uint8Array): number {
  const length = bytes.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const tail = length & ~3;
  let hash = SEED ^ length;
  for (let at = 0; at < tail; at += 4) {
    let word = Math.imul(view.getInt32(at, true), M);
    word ^= word >>> 24;
    hash = Math.imul(hash, M) ^ Math.imul(word, M);
  }
  const rest = length - tail;
  if (rest > 2) hash ^= view.getUint8(tail + 2) << 16;
  if (rest > 1) hash ^= view.getUint8(tail + 1) << 8;
  if (rest > 0) hash = Math.imul(hash ^ view.getUint8(tail), M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

/** The partition of a key among `partitions`: the same on the fake, with kafkajs and with the Java client. */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key, 'utf8')) & 0x7fffffff) % partitions;
}

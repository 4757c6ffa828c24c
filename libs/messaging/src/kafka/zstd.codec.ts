import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs from 'kafkajs';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** A batch is at most 2 MiB on the wire; what unpacks to more than this is an attack, not a batch. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/**
 * Teaches kafkajs zstd, which Node has built in. Snappy and LZ4 have no maintained package without native code; topics made
 * by `ensureTopics` are stored uncompressed by the broker, so only a foreign topic can bring them (see the consumer's halt).
 */
export function registerZstd(): void {
  kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD] = () => ({
    compress: ({ buffer }: { buffer: Buffer }) => compress(buffer),
    decompress: (buffer: Buffer) => decompress(buffer, { maxOutputLength: MAX_UNPACKED_BYTES }),
  });
}

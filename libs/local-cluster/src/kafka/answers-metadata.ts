import { connect } from 'node:net';

// Metadata request, version 1, correlation id 1, no client id, no topics.
const REQUEST = Buffer.from('0000000e' + '0003' + '0001' + '00000001' + 'ffff' + '00000000', 'hex');

/** A broker that asks who one is, or speaks TLS, hangs up on a request in plain text. */
export class ConnectionClosed extends Error {
  readonly code = 'ECONNRESET';
}

/**
 * True when the broker lists itself as alive. An open port says too little: Kafka opens it before it serves requests.
 * @throws when nothing listens or the answer does not come in time
 */
export function answersMetadata(host: string, port: number, withinMs = 2_000): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    let answer = Buffer.alloc(0);
    socket.setTimeout(withinMs, () => socket.destroy(new Error('Asking Kafka for its brokers: no answer in time.')));
    socket.once('connect', () => socket.write(REQUEST));
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      // Size, correlation id, then the number of living brokers.
      if (answer.length < 12) return;
      socket.destroy();
      resolve(answer.readInt32BE(8) > 0);
    });
    socket.once('error', reject);
    socket.once('close', () =>
      reject(new ConnectionClosed('Asking Kafka for its brokers: the connection was closed.')),
    );
  });
}

import type { BrokerAccess } from '#lib/platform';
import { Kafka, logLevel, Partitioners, type Message, type SASLOptions } from 'kafkajs';
import { startWatch, type Measured } from './measure.js';

export interface CopyLoop {
  readonly access: BrokerAccess;
  readonly from: string;
  readonly to: string;
  readonly groupId: string;
  /** Records in `from`; the loop ends when all were copied. */
  readonly records: number;
  /** So many copies of each record, as many as the router writes for it. */
  readonly copies: number;
  readonly name: string;
}

const AT_ONCE = 1000;

/**
 * The least that any router on kafkajs costs: read, write the same bytes and headers, acknowledge. Decides nothing. In a process that has
 * made a client of libs/messaging it writes with the same patched encoder as the router.
 */
export async function copyLoop(loop: CopyLoop): Promise<Measured> {
  const { brokers, login } = loop.access;
  const sasl = login === null ? {} : { sasl: login as SASLOptions };
  const kafka = new Kafka({ clientId: 'bench-copy', brokers: [...brokers], ...sasl, logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, idempotent: true });
  const consumer = kafka.consumer({ groupId: loop.groupId, maxWaitTimeInMs: 50 });
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topic: loop.from, fromBeginning: true });
  let copied = 0;
  let watch = startWatch();
  const done = new Promise<Measured>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    void consumer.run({
      partitionsConsumedConcurrently: 6,
      eachBatch: async ({ batch }) => {
        if (copied === 0) watch = startWatch();
        const messages: Message[] = [];
        for (const { key, value, headers } of batch.messages) {
          const message = { key, value, ...(headers === undefined ? {} : { headers }), partition: batch.partition };
          for (let copy = 0; copy < loop.copies; copy += 1) messages.push(message);
        }
        // A batch has an upper size; the router's chunks are about as large.
        for (let at = 0; at < messages.length; at += AT_ONCE) {
          await producer.send({ topic: loop.to, acks: -1, messages: messages.slice(at, at + AT_ONCE) });
        }
        copied += batch.messages.length;
        if (copied >= loop.records) resolve(watch.stop(loop.name, copied, `${loop.copies} written per record`));
      },
    });
  });
  try {
    return await done;
  } finally {
    await consumer.disconnect();
    await producer.disconnect();
  }
}

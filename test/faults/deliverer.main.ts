import { loadHubContracts } from '#lib/contracts';
import {
  answerOf,
  canonicalJson,
  DeliveryRunner,
  OutboundPipeline,
  type OutboundParts,
  type PushAnswer,
  type Transport,
  unpaced,
} from '#lib/adapter-kit';
import { openKafkaLog } from '#lib/messaging';
import { openDatabase } from '#lib/persistence';
import { groupNames, projectRoot, silentLogger, systemClock, topicNames } from '#lib/platform';
import { testBroker } from '#lib/testing';

/** One instance of the outbound side of GEM, as adapters run it, in a process that a test can kill: `RECEIVER` takes the pushes. */
const { DATABASE_URL = '', SCHAKEL_PREFIX = '', RECEIVER = '' } = process.env;
const DEADLINE_MS = 5_000;

const transport: Transport = {
  deliver: async ({ recipient, deliveryId, body, contentType, caseSequence }, signal): Promise<PushAnswer> => {
    try {
      const response = await fetch(`${RECEIVER}/${recipient.unit}`, {
        method: 'POST',
        headers: { 'content-type': contentType, 'delivery-id': deliveryId, sequence: String(caseSequence) },
        body: new Uint8Array(body),
        signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
      });
      await response.arrayBuffer();
      return answerOf(response.status, response.headers.get('retry-after') ?? undefined);
    } catch {
      return { kind: 'failed', failure: 'unknown', reason: 'no-answer', retryAfterMs: null };
    }
  },
  close: () => undefined,
};

const endpoint = 'GEM';
const topics = topicNames(SCHAKEL_PREFIX);
const database = await openDatabase(DATABASE_URL, SCHAKEL_PREFIX, { poolSize: 4 });
const log = await openKafkaLog({ access: testBroker(), clientId: 'deliverer' });
const parts: OutboundParts = {
  endpoint,
  format: canonicalJson,
  contracts: loadHubContracts(projectRoot()),
  log,
  deliveries: database.deliveries,
  lanes: database.lanes,
  queue: database.queue,
  references: database.references,
  quarantine: database.quarantine,
  pace: unpaced,
  fetches: () => false,
  factsOfCase: (caseKey) => database.router.factsOfCase(caseKey),
  transport,
  topics: {
    delivery: topics.delivery(endpoint),
    deadLetter: topics.deadLetter(endpoint),
    receipts: topics.receipts,
  },
  group: groupNames(SCHAKEL_PREFIX).delivery(endpoint),
  caps: { blockedCases: 10_000, parked: 1_000_000 },
  clock: systemClock,
  storyClock: false,
  random: Math.random,
  logger: silentLogger,
  count: () => undefined,
};
const runner = new DeliveryRunner(parts);
await runner.start();
const subscription = await new OutboundPipeline(parts, runner).start();
process.stdout.write('delivering\n');
process.once('SIGTERM', () => {
  void (async () => {
    await subscription.stop();
    await runner.stop();
    await log.close();
    await database.close();
    process.exit(0);
  })();
});

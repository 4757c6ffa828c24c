import type { Metrics, ProblemInit } from '#lib/platform';
import { endpointOf, type Adapter } from '../definition/adapter.js';
import type { Accepted } from '../inbound/accept-message.js';
import type { Client } from '../inbound/client.js';
import { Doorkeeper } from '../inbound/doorkeeper.js';
import { InboundPipeline } from '../inbound/inbound-pipeline.js';
import { problems } from '../inbound/problems.js';
import { TokenBuckets } from '../inbound/token-bucket.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import type { MessageStatus } from '../status/message-status.js';
import { readStatus } from '../status/read-status.js';

const MESSAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export interface DoorRequest {
  readonly authorization: string | undefined;
  readonly body: Buffer;
  readonly storyTime: string | undefined;
}

export type StatusAnswer =
  { readonly ok: true; readonly status: MessageStatus } | { readonly ok: false; readonly problem: ProblemInit };

/** authenticate → limit → receive, and status of what was received. No HTTP in here: the controller turns answers into responses. */
export class Door {
  private readonly keeper: Doorkeeper;
  private readonly quotas: TokenBuckets;
  private readonly pipeline: InboundPipeline;
  private readonly count: (outcome: string) => void;

  constructor(
    adapter: Adapter,
    private readonly runtime: AdapterRuntime,
    metrics: Metrics,
  ) {
    const { contracts, log, database, keys, clock, storyClock, topics, logger } = runtime;
    const endpoints = adapter.definition.endpoints.map(({ endpoint }) => endpoint);
    this.keeper = new Doorkeeper(runtime.tokens, contracts.partners, endpoints);
    this.quotas = new TokenBuckets(runtime.quota);
    this.pipeline = new InboundPipeline({
      contracts,
      log,
      submissions: database.submissions,
      stops: database.stops,
      references: database.references,
      keys,
      clock,
      storyClock,
      topic: topics.messages,
      formatOf: (endpoint) => endpointOf(adapter, endpoint)?.format ?? null,
      logger,
    });
    const received = metrics.counter('schakel_adapter_received_total', 'Submissions by answer.', [
      'adapter',
      'outcome',
    ]);
    this.count = (outcome) => received.inc({ adapter: adapter.manifest.id, outcome });
  }

  async submit(request: DoorRequest): Promise<Accepted> {
    const client = this.admit(request.authorization);
    if (!client.ok) return client;
    const { body, storyTime } = request;
    const accepted = await this.pipeline.receive({ client: client.client, body, storyTime: storyTime ?? null });
    this.count(accepted.ok ? (accepted.repeated ? 'repeated' : 'accepted') : accepted.problem.code);
    return accepted;
  }

  /** Of one's own messages only; what is another's looks like what does not exist. */
  async status(authorization: string | undefined, messageId: string): Promise<StatusAnswer> {
    const client = this.admit(authorization);
    if (!client.ok) return client;
    if (!MESSAGE_ID.test(messageId)) return { ok: false, problem: problems.notFound() };
    const { contracts, conditionFacts, database } = this.runtime;
    try {
      for (const party of client.client.parties) {
        const status = await readStatus({ contracts, conditionFacts, ...database }, messageId, party);
        if (status !== null) return { ok: true, status };
      }
    } catch (error) {
      this.runtime.logger.error('Reading the status of a message failed.', { error });
      return { ok: false, problem: problems.unavailable() };
    }
    return { ok: false, problem: problems.notFound() };
  }

  private admit(
    authorization: string | undefined,
  ): { readonly ok: true; readonly client: Client } | { readonly ok: false; readonly problem: ProblemInit } {
    const client = this.keeper.identify(authorization);
    if (client === null) {
      this.count('unauthenticated');
      return { ok: false, problem: problems.unauthenticated() };
    }
    const admission = this.quotas.take(client.name, this.runtime.clock.monotonic());
    if (admission.admitted) return { ok: true, client };
    this.count('too-many-requests');
    return { ok: false, problem: problems.tooManyRequests(admission.retryAfterS) };
  }
}

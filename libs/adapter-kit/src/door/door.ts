import type { Socket } from 'node:net';
import { mediaTypeOf, type Metrics, type ProblemInit } from '#lib/platform';
import { ListDoor, type ListAnswer } from '../batch/list-door.js';
import type { Adapter } from '../definition/adapter.js';
import type { Accepted } from '../inbound/accept-message.js';
import type { Client } from '../inbound/client.js';
import { inboundPartsOf } from '../inbound/inbound-parts-of.js';
import { InboundPipeline } from '../inbound/inbound-pipeline.js';
import type { Credentials } from '../inbound/authenticator.port.js';
import { problems } from '../inbound/problems.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import type { MessageStatus } from '../status/message-status.js';
import { readStatus } from '../status/read-status.js';
import { Gate, type Entry } from './gate.js';

const MESSAGE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export interface DoorRequest {
  readonly client: Client;
  readonly body: Buffer;
  /** As sent, with parameters; the HTTP layer has checked its form. */
  readonly contentType: string | undefined;
  readonly storyTime: string | undefined;
}

export type StatusAnswer =
  { readonly ok: true; readonly status: MessageStatus } | { readonly ok: false; readonly problem: ProblemInit };

/** Who may enter, what is received, and status of what was received. No HTTP in here: the controllers turn answers into responses. */
export class Door {
  private readonly gate: Gate;
  private readonly pipeline: InboundPipeline;
  private readonly lists: ListDoor;
  private readonly count: (outcome: string) => void;

  constructor(
    adapter: Adapter,
    private readonly runtime: AdapterRuntime,
    metrics: Metrics,
  ) {
    const { contracts, clock, logger } = runtime;
    this.pipeline = new InboundPipeline({
      ...inboundPartsOf(adapter, runtime),
      otherFormatsOf: (endpoint) => this.lists.formatsOf(endpoint),
    });
    const received = metrics.counter('schakel_adapter_received_total', 'Submissions by answer.', [
      'adapter',
      'outcome',
    ]);
    this.count = (outcome) => received.inc({ adapter: adapter.manifest.id, outcome });
    this.lists = new ListDoor(adapter, {
      contracts,
      pipeline: this.pipeline,
      count: (accepted) => this.count(outcomeOf(accepted)),
    });
    const { authenticator, quota, concurrency } = runtime;
    const endpoints = adapter.definition.endpoints.map(({ endpoint }) => endpoint);
    const count = this.count;
    this.gate = new Gate({
      adapter: adapter.manifest.id,
      endpoints,
      authenticator,
      quota,
      concurrency,
      clock,
      logger,
      count,
    });
  }

  /** Asked for every request before its body is read (`guardDoor`). */
  enter(credentials: Credentials): Promise<Entry> {
    return this.gate.enter(credentials);
  }

  /** Asked again and again of every connection over which somebody entered. */
  mayStay(socket: Socket): boolean {
    return this.runtime.authenticator.mayStay(socket);
  }

  async submit({ client, body, contentType, storyTime }: DoorRequest): Promise<Accepted> {
    const accepted = await this.pipeline.receive({
      client,
      body,
      mediaType: mediaTypeOf(contentType),
      storyTime: storyTime ?? null,
    });
    this.count(outcomeOf(accepted));
    return accepted;
  }

  /** A list of messages as a file; results come while it is worked through. */
  async submitList({ client, body, contentType, storyTime }: DoorRequest): Promise<ListAnswer> {
    const opened = await this.lists.open({
      client,
      body,
      mediaType: mediaTypeOf(contentType),
      storyTime: storyTime ?? null,
    });
    if (!opened.ok) this.count(opened.problem.code);
    return opened;
  }

  /** Of one's own messages only; what is another's looks like what does not exist. */
  async status(client: Client, messageId: string): Promise<StatusAnswer> {
    if (!client.scopes.has('read:status')) return { ok: false, problem: problems.scopeMissing() };
    if (!MESSAGE_ID.test(messageId)) return { ok: false, problem: problems.notFound() };
    const { contracts, conditionFacts, database } = this.runtime;
    try {
      for (const party of client.parties) {
        const status = await readStatus({ contracts, conditionFacts, ...database }, messageId, party);
        if (status !== null) return { ok: true, status };
      }
    } catch (error) {
      this.runtime.logger.error('Reading the status of a message failed.', { error });
      return { ok: false, problem: problems.unavailable() };
    }
    return { ok: false, problem: problems.notFound() };
  }
}

function outcomeOf(accepted: Accepted): string {
  return accepted.ok ? (accepted.repeated ? 'repeated' : 'accepted') : accepted.problem.code;
}

import { sendScope, type MessageContract, type SourceOwner } from '#lib/contracts';
import type { ControlCode, MessageCode } from '#lib/domain';
import type { ProblemInit } from '#lib/platform';
import { acceptMessage, type Accepted } from './accept-message.js';
import type { Client } from './client.js';
import { contentHash } from './content-hash.js';
import { examineEvent } from './examine-event.js';
import type { InboundParts, Submission } from './inbound-parts.js';
import { problems } from './problems.js';
import { readBody } from './read-body.js';
import { readCloudEvent } from './read-cloud-event.js';
import { readInstant } from './read-instant.js';
import type { ReceivedEvent } from './received-event.js';
import { resolveReference } from './resolve-reference.js';
import { SingleFlight } from './single-flight.js';

type Step<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly problem: ProblemInit };

/**
 * receive → validate → map → publish, for a client that has been authenticated and is within its quota. Refusals are values; what can't be
 * reached (database, Kafka) becomes 503 and leaves nothing behind that a repeat would not mend.
 */
export class InboundPipeline {
  private readonly running = new SingleFlight<Accepted>();

  constructor(private readonly parts: InboundParts) {}

  async receive(submission: Submission): Promise<Accepted> {
    const parsed = readBody(submission.body);
    if (!parsed.ok) return refused(problems.invalid([parsed.error]));
    const acceptedAt = this.acceptedAt(submission.storyTime);
    if (acceptedAt === null) return refused(problems.invalid([STORY_TIME]));
    try {
      return await this.take(submission.client, parsed.value, acceptedAt);
    } catch (error) {
      this.parts.logger.error('Accepting a message failed.', { error });
      return refused(problems.unavailable());
    }
  }

  private async take(client: Client, body: unknown, acceptedAt: string): Promise<Accepted> {
    const read = readCloudEvent(body);
    if (!read.ok) return refused(problems.invalid(read.errors));
    const { event } = read;
    const allowed = this.admit(client, event);
    if (!allowed.ok) return allowed;
    const { sender, contract } = allowed;
    const format = this.parts.formatOf(sender.endpoint);
    if (format === null) return refused(problems.notYourSource());
    if (read.errors.some(({ pointer }) => pointer === '/data')) return refused(problems.invalid(read.errors));
    const named = await this.nameCase(sender, event.data);
    if (!named.ok) return named;
    const examined = examineEvent(
      this.parts.contracts,
      format,
      contract,
      sender,
      event,
      named.data,
      acceptedAt,
      read.errors,
    );
    if (!examined.ok) return examined;
    const { content, urgency, warnings } = examined;
    const hash = contentHash(body);
    const party = { endpoint: sender.endpoint, unit: sender.unit };
    // The same message a hundred times at once is one message: the others wait here for its receipt.
    const first = this.running.get(`${event.source}\n${event.id}\n${hash}`, () =>
      acceptMessage(this.parts, { event, contract, sender: party, content, urgency, warnings, acceptedAt, hash }),
    );
    const accepted = await first.result;
    return accepted.ok && !first.own ? { ...accepted, repeated: true } : accepted;
  }

  /** May this client send in this name, and this sender this message? Answered before the content is looked at. */
  private admit(client: Client, event: ReceivedEvent): Step<{ sender: SourceOwner; contract: MessageContract }> {
    const sender = this.parts.contracts.partners.partnerOf(event.source);
    const own = client.parties.some(({ endpoint, unit }) => endpoint === sender?.endpoint && unit === sender.unit);
    if (sender === null || !own) return refused(problems.notYourSource());
    const contract = this.parts.contracts.message(event.type);
    // Exactly the type: the look-up also knows codes and short names, which are no CloudEvents types.
    if (contract === null || contract.type !== event.type || contract.kind === 'hub') {
      return refused(
        problems.invalid([{ pointer: '/type', code: 'unknown-type', message: 'No message type of the catalogue.' }]),
      );
    }
    const party = { endpoint: sender.endpoint, unit: sender.unit };
    if (contract.kind === 'case' && !this.parts.contracts.maySend(contract.code, party)) {
      return refused(problems.notYourMessage());
    }
    if (!client.scopes.has(sendScope(contract.code as MessageCode | ControlCode)))
      return refused(problems.scopeMissing());
    return { ok: true, sender, contract };
  }

  private async nameCase(sender: SourceOwner, data: unknown): Promise<Step<{ data: unknown }>> {
    if (sender.endpoint !== 'EMB' || sender.unit === null) return { ok: true, data };
    return resolveReference(this.parts.references, this.parts.keys, sender.unit, data);
  }

  private acceptedAt(storyTime: string | null): string | null {
    return storyTime === null || !this.parts.storyClock ? this.parts.clock.iso() : readInstant(storyTime);
  }
}

const STORY_TIME = {
  pointer: '',
  code: 'invalid-story-time',
  message: 'The header schakel-story-time must be a date and time with offset (RFC 3339).',
};

function refused(problem: ProblemInit): { readonly ok: false; readonly problem: ProblemInit } {
  return { ok: false, problem };
}

import { sendScope, type MessageContract, type SourceOwner } from '#lib/contracts';
import type { Content, ControlCode, MessageCode } from '#lib/domain';
import type { ProblemInit } from '#lib/platform';
import type { Parsed } from '../definition/agency-document.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import { acceptMessage, type Accepted } from './accept-message.js';
import type { Client } from './client.js';
import type { ContentError } from './content-error.js';
import { contentHash } from './content-hash.js';
import { examineEvent } from './examine-event.js';
import { formatOfRequest } from './format-of-request.js';
import type { InboundParts, Submission } from './inbound-parts.js';
import { located } from './located.js';
import { problems } from './problems.js';
import { readCloudEvent } from './read-cloud-event.js';
import { readInstant } from './read-instant.js';
import type { ReceivedEvent } from './received-event.js';
import { resolveReference } from './resolve-reference.js';
import { SingleFlight } from './single-flight.js';

type Step<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly problem: ProblemInit };
type Named =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly errors: readonly ContentError[] }
  | Refusal;
type Refusal = { readonly ok: false; readonly problem: ProblemInit };

interface Admitted {
  readonly sender: SourceOwner;
  readonly contract: MessageContract;
  readonly code: MessageCode | ControlCode;
}
type Understood =
  | { readonly problem: ProblemInit }
  | {
      /** null when the errors say why. */
      readonly content: Content | null;
      readonly urgency: string | null;
      readonly warnings: readonly ContentError[];
      readonly said: readonly ContentError[];
      readonly errors: readonly ContentError[];
    };

/**
 * receive → validate → map → publish, for a client that has been authenticated and is within its quota. Refusals are values; what can't be
 * reached (database, Kafka) becomes 503 and leaves nothing behind that a repeat would not mend.
 */
export class InboundPipeline {
  private readonly running = new SingleFlight<Accepted>();

  constructor(private readonly parts: InboundParts) {}

  async receive({ client, body, mediaType, storyTime }: Submission): Promise<Accepted> {
    const chosen = formatOfRequest(this.parts.formatOf, client, mediaType);
    if (!chosen.ok) return chosen;
    const parsed = chosen.format.parse(body, 'in');
    if (!parsed.ok) return refused(problems.invalid(parsed.errors));
    return this.receiveDocument(client, chosen.format, parsed, storyTime);
  }

  /** The same for what has been taken apart already. */
  async receiveDocument(
    client: Client,
    format: AgencyFormat,
    parsed: Pick<Extract<Parsed, { ok: true }>, 'document' | 'errors'>,
    storyTime: string | null,
  ): Promise<Accepted> {
    const acceptedAt = this.acceptedAt(storyTime);
    if (acceptedAt === null) return refused(problems.invalid([STORY_TIME]));
    try {
      return await this.take(client, format, parsed, acceptedAt);
    } catch (error) {
      this.parts.logger.error('Accepting a message failed.', { error });
      return refused(problems.unavailable());
    }
  }

  private async take(
    client: Client,
    format: AgencyFormat,
    { document, errors: found }: Pick<Extract<Parsed, { ok: true }>, 'document' | 'errors'>,
    acceptedAt: string,
  ): Promise<Accepted> {
    const read = readCloudEvent(document);
    if (!read.ok) return refused(problems.invalid([...found, ...located(format, null, read.errors, found)]));
    const { event } = read;
    const allowed = this.admit(client, format, event);
    if (!allowed.ok) return allowed;
    const { sender, contract, code } = allowed;
    const understood = await this.understand(format, allowed, event, acceptedAt);
    if ('problem' in understood) return refused(understood.problem);
    const said = [...found, ...understood.said];
    const errors = [...said, ...located(format, code, [...read.errors, ...understood.errors], said)];
    if (understood.content === null || errors.length > 0) return refused(problems.invalid(errors));
    const { content, urgency } = understood;
    const warnings = located(format, code, understood.warnings);
    const hash = contentHash({ ...document.attributes, data: document.data });
    const party = { endpoint: sender.endpoint, unit: sender.unit };
    // The same message a hundred times at once is one message: the others wait here for its receipt.
    const first = this.running.get(`${event.source}\n${event.id}\n${hash}`, () =>
      acceptMessage(this.parts, { event, contract, sender: party, content, urgency, warnings, acceptedAt, hash }),
    );
    const accepted = await first.result;
    return accepted.ok && !first.own ? { ...accepted, repeated: true } : accepted;
  }

  /** map → name the case → validate. `said` stands in the agency's own places already, `errors` in canonical ones. */
  private async understand(
    format: AgencyFormat,
    { sender, contract, code }: Admitted,
    event: ReceivedEvent,
    acceptedAt: string,
  ): Promise<Understood> {
    const mapper = format.mapperFor(code);
    if (mapper === null) return { problem: problems.notYourMessage() };
    const nothing = { content: null, urgency: null, warnings: [] };
    // Reported by whoever read the attributes.
    if (!isObject(event.data)) return { ...nothing, said: [], errors: [] };
    const mapped = mapper.fromAgency(event.data);
    const said = mapped.ok ? [] : mapped.errors;
    if (!mapped.ok && !isObject(mapped.value)) return { ...nothing, said, errors: [] };
    const named = await this.nameCase(sender, mapped.value);
    if (!named.ok) return 'problem' in named ? named : { ...nothing, said, errors: named.errors };
    const examined = examineEvent(this.parts.contracts, contract, sender, event, named.data, acceptedAt);
    if (!examined.ok) return 'problem' in examined ? examined : { ...nothing, said, errors: examined.errors };
    return { ...examined, said, errors: [] };
  }

  /** May this client send in this name, and this sender this message? Answered before the content is looked at. */
  private admit(client: Client, format: AgencyFormat, event: ReceivedEvent): Step<Admitted> {
    const sender = this.parts.contracts.partners.partnerOf(event.source);
    const own = client.parties.some(({ endpoint, unit }) => endpoint === sender?.endpoint && unit === sender.unit);
    if (sender === null || !own) return refused(problems.notYourSource());
    const contract = this.parts.contracts.message(event.type);
    // Exactly the type: the look-up also knows codes and short names, which are no CloudEvents types.
    if (contract === null || contract.type !== event.type || contract.kind === 'hub') {
      return refused(problems.invalid(located(format, null, [UNKNOWN_TYPE])));
    }
    const spoken = this.parts.formatOf(sender.endpoint);
    if (spoken === null) return refused(problems.notYourSource());
    const others = this.parts.otherFormatsOf?.(sender.endpoint) ?? [];
    if (spoken !== format && !others.includes(format)) return refused(problems.unsupportedMediaType(spoken.mediaTypes));
    const party = { endpoint: sender.endpoint, unit: sender.unit };
    if (contract.kind === 'case' && !this.parts.contracts.maySend(contract.code, party)) {
      return refused(problems.notYourMessage());
    }
    const code = contract.code as MessageCode | ControlCode;
    if (!client.scopes.has(sendScope(code))) return refused(problems.scopeMissing());
    return { ok: true, sender, contract, code };
  }

  private async nameCase(sender: SourceOwner, data: unknown): Promise<Named> {
    if (sender.endpoint !== 'EMB' || sender.unit === null) return { ok: true, data };
    return resolveReference(this.parts.references, this.parts.keys, sender.unit, data);
  }

  private acceptedAt(storyTime: string | null): string | null {
    return storyTime === null || !this.parts.storyClock ? this.parts.clock.iso() : readInstant(storyTime);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const UNKNOWN_TYPE = { pointer: '/type', code: 'unknown-type', message: 'No message type of the catalogue.' };
const STORY_TIME = {
  pointer: '',
  code: 'invalid-story-time',
  message: 'The header schakel-story-time must be a date and time with offset (RFC 3339).',
};

function refused(problem: ProblemInit): { readonly ok: false; readonly problem: ProblemInit } {
  return { ok: false, problem };
}

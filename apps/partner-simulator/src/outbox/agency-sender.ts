import { isEndpoint, type Endpoint } from '#lib/domain';
import { ProblemException } from '#lib/platform';
import type { AgencyOnKafka } from '../kafka/agency-on-kafka.js';
import type { AgencyLanguages } from '../languages/agency-languages.js';
import type { AgencyDoor } from './agency-door.js';

export interface SendRequest {
  readonly endpoint?: unknown;
  readonly unit?: unknown;
  /** In the hub's own terms; sent in the agency's. */
  readonly event?: unknown;
  /** Instead of `event`: a document as it is, in the agency's own format or in none; a list, when its `contentType` is text/csv. */
  readonly raw?: unknown;
  /** Of `raw`; that of the agency's format unless given. */
  readonly contentType?: unknown;
  /** For hubs on a story's clock. */
  readonly storyTime?: unknown;
}

export interface SendAnswer {
  /** Of the adapter. */
  readonly status: number;
  readonly body: unknown;
  /** The agency's own document. */
  readonly sent: { readonly contentType: string; readonly raw: string };
}

const DEADLINE_MS = 20_000;

/** Sends as an agency's own system does: in its own language, with its own certificate and token, at its own adapter's door. */
export class AgencySender {
  private kafka: AgencyOnKafka | null = null;

  constructor(
    private readonly door: AgencyDoor,
    private readonly languages: AgencyLanguages,
  ) {}

  /** From now on this agency sends by its own topic; null: all by their doors. */
  speakKafka(agency: AgencyOnKafka | null): void {
    this.kafka = agency;
  }

  async send({ endpoint, unit, event, raw, contentType, storyTime }: SendRequest): Promise<SendAnswer> {
    if (!isEndpoint(endpoint)) throw refusal(400, 'invalid-content', 'Name the endpoint that sends.');
    const document = typeof raw === 'string' ? this.asGiven(endpoint, raw, contentType) : this.written(endpoint, event);
    if (endpoint === this.kafka?.endpoint) return this.byKafka(this.kafka, document, storyTime);
    const party = { endpoint, unit: typeof unit === 'string' ? unit : null };
    if (!this.door.isKnown(party)) throw refusal(400, 'unknown-sender', 'There is no such sender in the partner list.');
    if (this.door.addressOf(endpoint) === null)
      throw refusal(503, 'no-adapter', 'The adapter of this sender is not open.');
    try {
      const response = await this.door.call(party, {
        method: 'POST',
        path: pathOf(document),
        signal: AbortSignal.timeout(DEADLINE_MS),
        headers: {
          'content-type': document.contentType,
          ...(typeof storyTime === 'string' ? { 'schakel-story-time': storyTime } : {}),
        },
        body: document.body,
      });
      const text = await response.text();
      return { status: response.status, body: asJson(text), sent: sentOf(document) };
    } catch (cause) {
      throw refusal(503, 'no-answer', 'The adapter gave no answer. Send the same event again.', cause);
    }
  }

  private async byKafka(agency: AgencyOnKafka, document: Document, storyTime: unknown): Promise<SendAnswer> {
    try {
      const at = typeof storyTime === 'string' ? storyTime : null;
      const answer = await agency.send(document.contentType, document.body, at);
      return { ...answer, sent: sentOf(document) };
    } catch (cause) {
      throw refusal(503, 'no-answer', 'The adapter gave no answer. Send the same event again.', cause);
    }
  }

  private asGiven(endpoint: Endpoint, raw: string, contentType: unknown): Document {
    const type = typeof contentType === 'string' ? contentType : this.languages.contentType(endpoint);
    return { contentType: type, body: raw };
  }

  private written(endpoint: Endpoint, event: unknown): Document {
    const written = this.languages.write(endpoint, (event ?? {}) as Readonly<Record<string, unknown>>);
    if (!written.ok) {
      throw refusal(400, 'not-composable', `The event can’t be said in the language of ${endpoint}; give it as raw.`);
    }
    return { contentType: this.languages.contentType(endpoint), body: written.body.toString('utf8') };
  }
}

interface Document {
  readonly contentType: string;
  readonly body: string;
}

/** A list goes by a way of its own. */
function pathOf({ contentType }: Document): string {
  return contentType.startsWith('text/csv') ? '/v1/message-batches' : '/v1/messages';
}

function sentOf({ contentType, body }: Document): SendAnswer['sent'] {
  return { contentType, raw: body };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal(status: number, code: string, detail: string, cause?: unknown): ProblemException {
  const exception = new ProblemException({ status, code, detail });
  exception.cause = cause;
  return exception;
}

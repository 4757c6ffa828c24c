import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEndpoint, partyName } from '#lib/domain';
import { ProblemException, type Secrets } from '#lib/platform';

export interface SendRequest {
  readonly endpoint?: unknown;
  readonly unit?: unknown;
  readonly event?: unknown;
  /** For hubs on a story's clock. */
  readonly storyTime?: unknown;
}

export interface SendAnswer {
  /** Of the adapter. */
  readonly status: number;
  readonly body: unknown;
}

const DEADLINE_MS = 20_000;

/** Sends as an agency's own system does: its own token, at its own adapter's door, found in the state folder. */
export class AgencySender {
  constructor(
    private readonly stateFolder: string,
    private readonly secrets: Pick<Secrets, 'agencyTokens'>,
  ) {}

  async send({ endpoint, unit, event, storyTime }: SendRequest): Promise<SendAnswer> {
    if (!isEndpoint(endpoint)) throw refusal(400, 'invalid-content', 'Name the endpoint that sends.');
    const name = partyName({ endpoint, unit: typeof unit === 'string' ? unit : null });
    const token = this.secrets.agencyTokens().get(name);
    const door = this.doorOf(endpoint);
    if (token === undefined) throw refusal(400, 'unknown-sender', 'There is no token for this sender.');
    if (door === null) throw refusal(503, 'no-adapter', 'The adapter of this sender is not open.');
    try {
      const response = await fetch(`${door}/v1/messages`, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.timeout(DEADLINE_MS),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/cloudevents+json; charset=utf-8',
          ...(typeof storyTime === 'string' ? { 'schakel-story-time': storyTime } : {}),
        },
        body: typeof event === 'string' ? event : JSON.stringify(event),
      });
      const text = await response.text();
      return { status: response.status, body: asJson(text) };
    } catch (cause) {
      throw refusal(503, 'no-answer', 'The adapter gave no answer. Send the same event again.', cause);
    }
  }

  /** Read anew each time: adapters may have been started again elsewhere. */
  private doorOf(endpoint: string): string | null {
    try {
      const doors = JSON.parse(readFileSync(join(this.stateFolder, 'adapters.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      return typeof doors[endpoint] === 'string' ? doors[endpoint] : null;
    } catch {
      return null;
    }
  }
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

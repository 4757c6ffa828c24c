import type { Endpoint } from '#lib/domain';
import { systemClock } from '#lib/platform';
import type { Behaviours } from '../behaviour/behaviours.js';
import type { AgencyLanguages } from '../languages/agency-languages.js';
import type { Inbox } from './inbox.js';

/** One delivery as it came, by push or in a page that was fetched. */
export interface Arrival {
  readonly endpoint: Endpoint;
  readonly unit: string | null;
  readonly contentType: string;
  readonly document: Buffer;
  /** The hub's number within recipient unit and case. */
  readonly sequence: number | null;
}

export type Received =
  | { readonly kind: 'taken'; readonly repeated: boolean }
  /** It took effect, or did not, and nobody is told: the answer is lost, or the system is down. */
  | { readonly kind: 'silent' }
  /** Not now. */
  | { readonly kind: 'error'; readonly status: number; readonly retryAfterS: number | null }
  /** Never. */
  | { readonly kind: 'reject'; readonly status: number }
  | { readonly kind: 'unreadable'; readonly what: string };

/** What an agency's system does with a delivery, behaving as it was told to. */
export class Reception {
  constructor(
    private readonly inbox: Inbox,
    private readonly behaviours: Behaviours,
    private readonly languages: AgencyLanguages,
  ) {}

  async receive({ endpoint, unit, contentType, document, sequence }: Arrival): Promise<Received> {
    const receivedAt = systemClock.iso();
    const { mode, delayMs, status, retryAfterS } = this.behaviours.next(endpoint, unit);
    if (mode === 'down') return this.refuse(endpoint, unit, { kind: 'silent' });
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (mode === 'error') return this.refuse(endpoint, unit, { kind: 'error', status, retryAfterS });
    if (mode === 'reject') return this.refuse(endpoint, unit, { kind: 'reject', status });
    const read = this.languages.read(endpoint, contentType, document);
    if (!read.ok) {
      const [first] = read.errors;
      return { kind: 'unreadable', what: `${first?.pointer ?? ''} ${first?.code ?? ''}` };
    }
    const event = read.value;
    const { id, type, subject } = event;
    if (!isText(id) || !isText(type) || !isText(subject)) return { kind: 'unreadable', what: 'id, type or subject' };
    const raw = document.toString('utf8');
    const { repeated } = this.inbox.take({
      ...{ id, endpoint, unit, type, subject, sequence, receivedAt, event, raw, contentType },
    });
    return mode === 'lose-answer' ? this.refuse(endpoint, unit, { kind: 'silent' }) : { kind: 'taken', repeated };
  }

  private refuse(endpoint: Endpoint, unit: string | null, received: Received): Received {
    this.inbox.refuse({ endpoint, unit });
    return received;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

import { readEvent, writeEvent, type AgencyFormat, type Composed, type Mapped } from '#lib/adapter-kit';
import type { Contracts } from '#lib/contracts';
import { ENDPOINTS, type ControlCode, type Endpoint, type MessageCode } from '#lib/domain';

type Event = Readonly<Record<string, unknown>>;

/** How the agencies' own systems speak: the formats of their adapters, used from the other side. */
export class AgencyLanguages {
  constructor(
    private readonly formatOf: (endpoint: Endpoint) => AgencyFormat,
    private readonly contracts: Pick<Contracts, 'message'>,
  ) {}

  /** All that some agency writes. */
  mediaTypes(): readonly string[] {
    return [...new Set(ENDPOINTS.flatMap((endpoint) => this.formatOf(endpoint).mediaTypes))];
  }

  contentType(endpoint: Endpoint): string {
    return `${this.formatOf(endpoint).mediaTypes[0]}; charset=utf-8`;
  }

  /** An event in the hub's own terms → the agency's document. */
  write(endpoint: Endpoint, event: Event): Composed {
    const contract = this.contracts.message(String(event.type));
    if (contract === null || contract.kind === 'hub') {
      return { ok: false, errors: [{ pointer: '/type', code: 'unknown-type', message: 'is no message type' }] };
    }
    return writeEvent(this.formatOf(endpoint), contract.code as MessageCode | ControlCode, event);
  }

  /** A delivery → the event in the hub's own terms. Another media type than the agency's is refused, as its own system would. */
  read(endpoint: Endpoint, contentType: string, document: Buffer): Mapped<Event> {
    const format = this.formatOf(endpoint);
    const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    return format.mediaTypes.includes(type)
      ? readEvent(this.contracts, format, document)
      : { ok: false, errors: [{ pointer: '', code: 'media-type', message: 'is not of this agency' }] };
  }
}

import type { Contracts } from '#lib/contracts';
import type { ControlCode, MessageCode, Party } from '#lib/domain';
import type { AgencyFormat } from '../definition/agency-format.js';
import { readEvent } from '../definition/read-event.js';
import { writeEvent } from '../definition/write-event.js';
import type { OutgoingDelivery } from '../outbound/transport.port.js';

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** undefined when the answer is not JSON. */
  readonly body: unknown;
}

export interface DoorCall {
  readonly method?: string;
  /** From the base address on, with its leading slash. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** With whose credentials; null = with none. */
  readonly as: Party | null;
}

export interface AgencySystemParts {
  readonly contracts: Contracts;
  readonly formatOf: (party: Party) => AgencyFormat;
  readonly call: Call;
}

/** Sends a request to the door and reads the whole answer. Rejects when the door does not answer. */
export type Call = (request: DoorCall) => Promise<DoorAnswer>;

type Event = Readonly<Record<string, unknown>>;

/**
 * The agencies' side of an adapter: speaks their format over HTTP with their credentials, and reads what is delivered to them. Checks give and
 * get events in the hub's own terms; how these look on the wire is known here alone, and how a caller reaches
 * the door and proves who it is, to `call` alone (`fetch-call.ts`).
 */
export class AgencySystem {
  constructor(private readonly parts: AgencySystemParts) {}

  /** `POST /v1/messages` in the agency's own format. */
  submit(party: Party, event: Event, as: Party | null = party): Promise<DoorAnswer> {
    return this.post(this.write(party, event), { as, contentType: this.contentType(party) });
  }

  /** `POST /v1/messages` with bytes as they are. */
  post(
    body: string | Uint8Array,
    { as, contentType }: { readonly as: Party | null; readonly contentType: string },
  ): Promise<DoorAnswer> {
    return this.call({ method: 'POST', path: '/v1/messages', headers: { 'content-type': contentType }, body, as });
  }

  /** Any request, with whose credentials it says. */
  call(request: DoorCall): Promise<DoorAnswer> {
    return this.parts.call(request);
  }

  /**
   * An event in the hub's own terms → the document that the agency's system would send.
   * @throws when its format does not speak the message
   */
  write(party: Party, event: Event): Buffer {
    const format = this.parts.formatOf(party);
    const code = this.parts.contracts.message(String(event.type))?.code as MessageCode | ControlCode;
    const composed = writeEvent(format, code, event);
    if (!composed.ok) throw new Error(composed.errors[0]?.message ?? `Writing ${code} as ${format.name} failed.`);
    return composed.body;
  }

  /** False when the format itself refuses the event, as an XSD does: nobody could send it in this language. */
  canWrite(party: Party, event: Event): boolean {
    const code = this.parts.contracts.message(String(event.type))?.code as MessageCode | ControlCode;
    return writeEvent(this.parts.formatOf(party), code, event).ok;
  }

  /** What lies at the agency → the event in the hub's own terms; what could not be read of it is not there. */
  read({ recipient, body }: OutgoingDelivery): Event {
    return readEvent(this.parts.contracts, this.parts.formatOf(recipient), body).value ?? {};
  }

  contentType(party: Party): string {
    return this.parts.formatOf(party).mediaTypes[0];
  }

  format(party: Party): AgencyFormat {
    return this.parts.formatOf(party);
  }
}

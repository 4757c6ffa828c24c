import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAdapterDefinition, writeEvent, type AgencyFormat } from '#lib/adapter-kit';
import type { Contracts, Partner } from '#lib/contracts';
import type { Endpoint } from '#lib/domain';
import { AgencyWallet, trustSettings } from '#lib/trust';
import type { DoorAnswer } from '../evidence/evidence.js';
import type { PlannedMessage } from './planned-message.js';

interface Agency {
  readonly partner: Partner;
  readonly format: AgencyFormat;
}

export interface WrittenDocument {
  readonly endpoint: Endpoint;
  readonly contentType: string;
  readonly body: Buffer;
}

const DEADLINE_MS = 20_000;
const LEGAL_BASIS: Readonly<Partial<Record<Endpoint, string>>> = { IOM: 'LB8', NID: 'LB9' };

/** The agencies' own systems at their own doors: certificate, access token, own format. Knows the hub from outside only. */
export class AgencyDoors {
  private readonly agencies = new Map<Endpoint, Agency>();
  private readonly wallet: AgencyWallet;

  constructor(
    private readonly state: string,
    private readonly contracts: Contracts,
  ) {
    const folders = { stateFolder: state, secretsFolder: join(state, 'secrets') };
    this.wallet = new AgencyWallet(
      folders.secretsFolder,
      () => trustSettings({}, folders).issuer(),
      () => Date.now(),
    );
  }

  /** @throws when the format of this agency can't say the message: the load is wrong then, not the hub */
  async write({ id, code, sender, content }: PlannedMessage): Promise<WrittenDocument> {
    const { format } = await this.agencyOf(sender.endpoint);
    const time = new Date().toISOString();
    const contract = this.contracts.message(code);
    const { purpose } = this.contracts.sampleEnvelope(code, time);
    const event = {
      ...{ specversion: '1.0', id, time, source: this.contracts.partners.sourceOf(sender) },
      type: contract?.type,
      ...(purpose === null ? {} : { purpose }),
      legalbasis: LEGAL_BASIS[sender.endpoint] ?? 'LB1',
      urgency: contract?.definition?.urgency ?? 'U2',
      data: content,
    };
    const written = writeEvent(format, code as Parameters<typeof writeEvent>[1], event);
    if (!written.ok) throw new Error(`Sending chaos: ${format.name} can't say ${code}.`);
    return { endpoint: sender.endpoint, contentType: format.mediaTypes[0] ?? '', body: written.body };
  }

  /** Whatever happens on the way is an answer: 0 is none at all. */
  async send({ endpoint, contentType, body }: WrittenDocument): Promise<DoorAnswer & { readonly said: string }> {
    try {
      const { partner } = await this.agencyOf(endpoint);
      const own = await this.wallet.credentials(partner, partner.adapter);
      const response = await own.fetch(`${this.address(endpoint)}/v1/messages`, {
        method: 'POST',
        headers: { ...own.headers, 'content-type': contentType },
        body,
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      const said = await response.text();
      const messageId = response.status === 202 ? messageIdOf(said) : null;
      return { status: response.status, messageId, at: Date.now(), said };
    } catch {
      return { status: 0, messageId: null, at: Date.now(), said: '' };
    }
  }

  close(): void {
    this.wallet.close();
  }

  private address(endpoint: Endpoint): string {
    const doors = JSON.parse(readFileSync(join(this.state, 'adapters.json'), 'utf8')) as Record<string, string>;
    return doors[endpoint] ?? '';
  }

  private async agencyOf(endpoint: Endpoint): Promise<Agency> {
    const known = this.agencies.get(endpoint);
    if (known !== undefined) return known;
    const partner = this.contracts.partners.all.find(({ systems }) => systems.some((one) => one.endpoint === endpoint));
    if (partner === undefined) throw new Error('Sending chaos: no organisation has this endpoint.');
    const definition = await loadAdapterDefinition(partner.adapter);
    const format = definition.endpoints.find((one) => one.endpoint === endpoint)?.format;
    if (format === undefined) throw new Error('Sending chaos: this endpoint sends nothing.');
    const agency = { partner, format };
    this.agencies.set(endpoint, agency);
    return agency;
  }
}

/** The receipt in the agency's words names it by another word here and there; its form is the same everywhere. */
function messageIdOf(said: string): string | null {
  return /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/.exec(said)?.[0] ?? null;
}

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadContracts, seededRandom, type ContractCode } from '#lib/contracts';
import type { Content, Endpoint } from '#lib/domain';
import { openDatabase, type Database, type Delivery } from '#lib/persistence';
import { AgencyCallers } from './driver/agency-callers.js';
import { HubPlace, SchakelProcess, until } from './driver/schakel-process.js';

const ROOT = resolve(import.meta.dirname, '../..');
const V_NUMBER = '9999000071';

interface Status {
  readonly status: string;
  readonly recipients?: readonly { readonly recipient: string; readonly state: string }[];
}

describe('When a consent is withdrawn between decision and delivery', () => {
  const place = new HubPlace();
  const contracts = loadContracts({ root: ROOT });
  const consentId = randomUUID();
  let hub: SchakelProcess;
  let database: Database;
  let agencies: AgencyCallers;
  let messageId: string;

  beforeAll(async () => {
    hub = SchakelProcess.start(['up', '--clock', 'system'], place.env);
    await hub.whenUp(place);
    const secret = (name: string): unknown => JSON.parse(readFileSync(join(place.state, 'secrets', name), 'utf8'));
    agencies = new AgencyCallers(place, contracts);
    const { databaseUrl } = secret('servers.json') as { databaseUrl: string };
    database = await openDatabase(databaseUrl, place.prefix);

    await send('IOM', 'H1', consent());
    await behave('error');
    messageId = await send('COA', 'M09', {});
    await until('IOM was tried and could not take it', async () => ((await toIom())?.attempts ?? 0) > 0);
    await send('IOM', 'H1', consent({ withdrawnAt: new Date().toISOString() }));
    await until('the delivery is closed', async () => (await toIom())?.state === 'WITHHELD');
    await behave('ok');
  }, 180_000);

  afterAll(async () => {
    agencies?.close();
    await database?.close();
    await hub?.stop();
    await place.remove();
  }, 60_000);

  it('the delivery is withheld, and this is recorded', async () => {
    const { deliveryId } = (await toIom())!;
    const receipts = await until('the ledger has the receipt', async () => {
      const found = await database.ledger.receiptsOf([deliveryId]);
      return found.length > 0 ? found : null;
    });
    expect(receipts).toMatchObject([{ outcome: 'WITHHELD', reason: 'consent-ended', endpoint: 'IOM' }]);
    const { deliveries } = (await (await fetch(`${place.hub().simulator}/deliveries?endpoint=IOM`)).json()) as {
      deliveries: readonly unknown[];
    };
    expect(deliveries).toEqual([]);
  });

  it('the sender sees its message’s way, and nothing of who asked IOM for help', async () => {
    const status = await until('everybody else has it', async () => {
      const found = await read('COA');
      return found.recipients?.some(({ state }) => state === 'WAITING') === false ? found : null;
    });
    expect(status.status).toBe('DECIDED');
    const states = new Map(status.recipients?.map(({ recipient, state }) => [recipient, state]));
    expect([states.get('DTV'), states.get('VWN'), states.has('IOM')]).toEqual(['DELIVERED', 'REFUSED', false]);
    const { status: other } = await ask('IND');
    expect(other).toBe(404);
  });

  async function send(sender: Endpoint, code: ContractCode, content: Content): Promise<string> {
    const time = new Date().toISOString();
    const { purpose, legalBasis } = contracts.sampleEnvelope(code, time);
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: contracts.partners.sourceOf({ endpoint: sender, unit: null }),
      type: contracts.message(code)!.type,
      time,
      ...(purpose === null ? {} : { purpose, legalbasis: legalBasis.join(',') }),
      data: contracts.sample(code, seededRandom(7), { vNumber: V_NUMBER, ...content }, { at: time }),
    };
    // The agency's own system says it in the agency's own language.
    const response = await fetch(`${place.hub().simulator}/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint: sender, event }),
    });
    const { status, body } = (await response.json()) as { status: number; body: { messageId: string } };
    expect([status, status === 202 ? null : body]).toEqual([202, null]);
    return body.messageId;
  }

  function consent(changes: Content = {}): Content {
    const signedAt = new Date().toISOString().slice(0, 10);
    return { consentId, kind: 'IOM_APPLICATION', signedAt, validUntil: null, withdrawnAt: null, ...changes };
  }

  async function behave(mode: string): Promise<void> {
    const response = await fetch(`${place.hub().simulator}/behaviour/IOM`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode }),
    });
    expect(response.ok).toBe(true);
  }

  async function toIom(): Promise<Delivery | undefined> {
    const [delivery] = await database.deliveries.list({ messageId, endpoint: 'IOM' });
    return delivery;
  }

  function ask(asker: Endpoint): Promise<Response> {
    return agencies.call(asker, `/v1/messages/${messageId}`);
  }

  async function read(asker: Endpoint): Promise<Status> {
    return (await (await ask(asker)).json()) as Status;
  }
});

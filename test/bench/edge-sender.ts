import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAdapterDefinition, writeEvent } from '#lib/adapter-kit';
import { loadContracts, seededRandom } from '#lib/contracts';
import type { Endpoint, MessageCode } from '#lib/domain';
import { projectRoot } from '#lib/platform';
import { AgencyWallet, trustSettings } from '#lib/trust';

export interface EdgeSender {
  readonly endpoint: Endpoint;
  readonly format: string;
  readonly meanBytes: number;
  /** A message of its own, ready to go. */
  nextDocument(): Buffer;
  send(document: Buffer): Promise<{ readonly status: number; readonly body: string }>;
  close(): void;
}

const DIFFERENT = 64;

/** An agency's own system at its own door: its first message type, in its own format, a new id each time. */
export async function edgeSender(state: string, endpoint: Endpoint): Promise<EdgeSender> {
  const contracts = loadContracts({ root: projectRoot() });
  const partner = contracts.partners.all.find(({ systems }) => systems.some((one) => one.endpoint === endpoint));
  if (partner === undefined) throw new Error(`Benching: no organisation has the endpoint ${endpoint}.`);
  const definition = await loadAdapterDefinition(partner.adapter);
  const format = definition.endpoints.find((one) => one.endpoint === endpoint)?.format;
  const code = contracts.catalogue.messages.find(({ senders }) => senders.includes(endpoint))?.code;
  if (format === undefined || code === undefined) throw new Error(`Benching: ${endpoint} has nothing to send.`);
  const random = seededRandom(5);
  const events = Array.from({ length: DIFFERENT }, () => eventOf(contracts, code, endpoint, random));
  let turn = 0;
  const nextDocument = (): Buffer => {
    const event = { ...events[turn % DIFFERENT], id: `bench-${endpoint}-${process.pid}-${turn++}` };
    const composed = writeEvent(format, code, event);
    if (!composed.ok) throw new Error(`Benching: ${format.name} can't say ${code}.`);
    return composed.body;
  };
  const folders = { stateFolder: state, secretsFolder: join(state, 'secrets') };
  const wallet = new AgencyWallet(
    folders.secretsFolder,
    () => trustSettings({}, folders).issuer(),
    () => Date.now(),
  );
  const doors = JSON.parse(readFileSync(join(state, 'adapters.json'), 'utf8')) as Record<string, string>;
  const [contentType] = format.mediaTypes;
  return {
    endpoint,
    format: format.name,
    meanBytes: Math.round(events.map(() => nextDocument().length).reduce((sum, one) => sum + one, 0) / DIFFERENT),
    nextDocument,
    send: async (body) => {
      const own = await wallet.credentials(partner, partner.adapter);
      const response = await own.fetch(`${doors[endpoint]}/v1/messages`, {
        method: 'POST',
        headers: { ...own.headers, 'content-type': contentType },
        body,
      });
      return { status: response.status, body: await response.text() };
    },
    close: () => wallet.close(),
  };
}

function eventOf(
  contracts: ReturnType<typeof loadContracts>,
  code: MessageCode,
  endpoint: Endpoint,
  random: () => number,
): Record<string, unknown> {
  const vNumber = String(9_999_100_000 + Math.floor(random() * 100_000));
  const at = new Date().toISOString();
  const { purpose, legalBasis } = contracts.sampleEnvelope(code, at);
  return {
    specversion: '1.0',
    source: contracts.partners.sourceOf({ endpoint, unit: null }),
    type: contracts.message(code)?.type,
    time: at,
    ...(purpose === null ? {} : { purpose }),
    ...(legalBasis.length === 0 ? {} : { legalbasis: legalBasis.join(',') }),
    data: contracts.sample(code, random, { vNumber }, { at }),
  };
}

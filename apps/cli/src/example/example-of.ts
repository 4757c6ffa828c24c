import {
  findAdapterFolders,
  loadAdapterDefinition,
  loadConformanceKit,
  readManifest,
  writeEvent,
} from '#lib/adapter-kit';
import { loadHubContracts, seededRandom } from '#lib/contracts';
import { hasUnits, type MessageCode, type Party } from '#lib/domain';
import { projectRoot } from '#lib/platform';

export interface Example {
  readonly adapter: string;
  /** Name of the message in file names, e.g. `chain-consultation-item`. */
  readonly slug: string;
  readonly stage: '1-received' | '3-delivered';
  readonly extension: 'json' | 'xml';
  /** In the agency's own form. */
  readonly own: string;
  /** The same event in the hub's own terms. */
  readonly canonical: Readonly<Record<string, unknown>>;
}

/**
 * An invented message as this agency sends it, or gets it when it never sends it. The same seed gives the same.
 * @throws with what there is, when adapter or message are unknown or the agency has nothing to do with the message
 */
export async function exampleOf(name: string, code: string, seed: number): Promise<Example> {
  const root = projectRoot();
  const folders = findAdapterFolders(root);
  const adapter = folders.find((one) => one === name || one === `${name}-adapter`);
  if (adapter === undefined) throw new Error(`There is no adapter of that name. There are: ${folders.join(', ')}.`);
  const contracts = loadHubContracts(root);
  const { endpoints } = readManifest(adapter, root);
  const sender = endpoints.find(({ sends }) => sends.some((one) => one === code));
  const used = sender ?? endpoints.find(({ receives }) => receives.some((one) => one === code));
  if (used === undefined) {
    const all = [...new Set(endpoints.flatMap(({ sends, receives }) => [...sends, ...receives]))].sort();
    throw new Error(`${adapter} neither sends nor gets that message. It has: ${all.join(', ')}.`);
  }
  const { endpoint } = used;
  const systems = contracts.partners.all.flatMap((partner) => partner.systems);
  const unit = hasUnits(endpoint) ? (systems.find((one) => one.endpoint === endpoint)?.unit ?? null) : null;
  const party: Party = { endpoint, unit };
  const { sampleEvent, sampleDelivery } = await loadConformanceKit();
  const canonical =
    sender === undefined
      ? sampleDelivery(contracts, code as MessageCode, party, seed)
      : sampleEvent(contracts, code as MessageCode, party, seededRandom(seed));
  const format = (await loadAdapterDefinition(adapter)).endpoints.find((one) => one.endpoint === endpoint)!.format;
  const written = writeEvent(format, code as MessageCode, canonical);
  if (!written.ok) throw new Error(written.errors[0]?.message ?? `Writing ${code}: the format can't.`);
  const text = written.body.toString('utf8');
  const json = /json$/.test(format.mediaTypes[0]);
  return {
    ...{ adapter, canonical, slug: contracts.message(code)?.slug ?? code },
    stage: sender === undefined ? '3-delivered' : '1-received',
    extension: json ? 'json' : 'xml',
    own: json ? `${JSON.stringify(JSON.parse(text), null, 2)}\n` : `${text.trimEnd()}\n`,
  };
}

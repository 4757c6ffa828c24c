import { loadHubContracts, seededRandom, type Contracts } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { HubWatched } from '../chaos/evidence/hub-watched.js';
import { whenQuiet } from '../chaos/evidence/when-quiet.js';
import { ChaosHub } from '../chaos/hub/chaos-hub.js';
import { AgencyDoors } from '../chaos/load/agency-doors.js';
import { canaryTemplates } from '../chaos/load/canary-templates.js';
import { OPENING } from '../chaos/load/opening.js';
import type { PlannedMessage } from '../chaos/load/planned-message.js';
import { tell } from '../chaos/trouble/recipients-in-trouble.js';
import { steadily } from './steadily.js';
import type { Report } from './print.js';

export interface DeliveryLoad {
  /** So long one recipient is away; as long it goes on before. */
  readonly minutes: number;
  /** Messages, each of which goes to four recipients. */
  readonly perSecond: number;
}

const AWAY = 'COA';
const CASES = 200;
/** The most that the p99 of the others may grow while one is away. */
const MOST = 1.1;

interface Sent {
  readonly phase: string;
  readonly at: number;
}

/**
 * Delivery times, from the moment at which the sender's system sends until the recipient's has it, before and while one recipient is down:
 * through doors, router and adapters of a whole hub of its own, on the same cores as this process and the recipients.
 */
export async function benchDelivery(load: DeliveryLoad, progress: (line: string) => void): Promise<Report> {
  const contracts = loadHubContracts(projectRoot());
  progress('starting a hub of its own');
  const hub = await ChaosHub.start();
  const doors = new AgencyDoors(hub.state, contracts);
  const watched = HubWatched.start(hub);
  try {
    const { simulator } = hub.addresses();
    const sent = new Map<string, Sent>();
    const interviews = interviewsOf(contracts);
    const phase = async (name: string, minutes: number) => {
      progress(`${name}: ${minutes} min at ${load.perSecond} messages per second`);
      await steadily(load.perSecond, minutes * 60_000, () => sendOne(doors, interviews.next().value, name, sent));
    };
    progress(`${CASES} cases`);
    for (const message of openings(contracts)) await doors.send(await doors.write(message));
    await phase('warm-up', Math.min(1, load.minutes));
    await phase('before', load.minutes);
    await tell(simulator, AWAY, { mode: 'down' });
    await phase('during', load.minutes);
    await tell(simulator, AWAY, { mode: 'ok' });
    const { afterMs: drainedMs } = await whenQuiet(hub, progress);
    await watched.stop();
    const rows = new Map((await watched.tables.deliveries()).map((row) => [row.deliveryId, row]));
    const times = new Map<string, number[]>();
    for (const { deliveryId, endpoint, at } of watched.arrivals.all) {
      const origin = sent.get(rows.get(deliveryId)?.messageId ?? '');
      if (origin === undefined) continue;
      const name = `${origin.phase} ${endpoint === AWAY ? AWAY : 'others'}`;
      times.set(name, [...(times.get(name) ?? []), at - origin.at]);
    }
    return report(load, times, drainedMs);
  } finally {
    await watched.stop().catch(() => undefined);
    doors.close();
    await hub.end();
  }
}

async function sendOne(
  doors: AgencyDoors,
  message: PlannedMessage,
  phase: string,
  sent: Map<string, Sent>,
): Promise<void> {
  const document = await doors.write(message);
  const at = Date.now();
  const { messageId } = await doors.send(document);
  if (messageId === null) throw new Error('Benching deliveries: a door did not take a message.');
  sent.set(messageId, { phase, at });
}

function* openings(contracts: Contracts): Generator<PlannedMessage> {
  const random = seededRandom(3);
  for (let caseIndex = 0; caseIndex < CASES; caseIndex += 1) {
    for (const [n, { code, sender, more = {} }] of OPENING.entries()) {
      const content = contracts.sample(code, random, { vNumber: '9999000001' }, { at: new Date().toISOString() });
      yield planned(
        caseIndex,
        `opening-${caseIndex}-${n}`,
        { code, sender: { endpoint: sender, unit: null } },
        {
          ...content,
          ...more,
        },
      );
    }
  }
}

function* interviewsOf(contracts: Contracts): Generator<PlannedMessage, never> {
  const templates = canaryTemplates(contracts, 'M06', 8, seededRandom(4));
  const kind = { code: 'M06', sender: { endpoint: 'DTV', unit: null } } as const;
  for (let turn = 0; ; turn += 1) {
    const content = templates[turn % templates.length]?.content ?? {};
    yield planned(turn % CASES, `interview-${turn}`, kind, content);
  }
}

function planned(
  caseIndex: number,
  id: string,
  kind: Pick<PlannedMessage, 'code' | 'sender'>,
  content: PlannedMessage['content'],
): PlannedMessage {
  const vNumber = String(9_999_100_000 + caseIndex);
  const rest = { n: 0, stop: null, removal: false, canaries: [], copies: 1 };
  return { ...rest, ...kind, id: `bench-${id}`, caseIndex, content: { ...content, vNumber } };
}

function report(load: DeliveryLoad, times: ReadonlyMap<string, number[]>, drainedMs: number | null): Report {
  const at = (name: string, part: number): number => {
    const sorted = (times.get(name) ?? []).toSorted((one, other) => one - other);
    return sorted[Math.ceil(sorted.length * part) - 1] ?? NaN;
  };
  const line = (name: string) =>
    `${name.padEnd(14)} ${String(times.get(name)?.length ?? 0).padStart(7)} deliveries   p50 ${at(name, 0.5)} ms   p90 ${at(name, 0.9)} ms   p99 ${at(name, 0.99)} ms   longest ${at(name, 1)} ms`;
  const change = at('during others', 0.99) / at('before others', 0.99);
  return {
    title: `Deliveries of the others while ${AWAY} is down for ${load.minutes} min, ${load.perSecond} messages per second`,
    lines: [],
    notes: [
      ...['before others', 'during others', `before ${AWAY}`, `during ${AWAY}`].map(line),
      `p99 of the others: ${change > 1 ? '+' : ''}${((change - 1) * 100).toFixed(1)} % ${change <= MOST ? '(within 10 %)' : '(MORE than 10 %)'}`,
      drainedMs === null
        ? `${AWAY} did not drain`
        : `${AWAY} drained in ${(drainedMs / 1000).toFixed(0)} s after it came back`,
    ],
  };
}

import {
  findAdapterFolders,
  findAdapterIds,
  loadAdapterModule,
  loadConformanceKit,
  type AdapterUnderTest,
} from '#lib/adapter-kit';
import type { Judged } from './print-conformance.js';
import { openForeign, type ForeignOptions } from './open-foreign.js';

/** Every check, one after the other: several of them make Kafka or the database fail for a moment. */
export async function judge(
  target: string,
  options: ForeignOptions,
  onJudged: (judged: Judged) => void,
): Promise<void> {
  if (/^https?:\/\//.test(target)) {
    onJudged(await run(await openForeign(target, options), 'at its address, from outside'));
    return;
  }
  for (const id of idsOf(target)) {
    const { openLocalAdapter } = await loadConformanceKit();
    onJudged(await run(await openLocalAdapter(id, () => loadAdapterModule(id)), 'in this process, with fakes'));
  }
}

async function run(adapter: AdapterUnderTest, how: string): Promise<Judged> {
  const { checks, runCheck, readWaivers } = await loadConformanceKit();
  const waivers = readWaivers();
  const results = [];
  try {
    for (const check of checks) results.push(await runCheck(check, adapter, waivers));
  } finally {
    await adapter.close();
  }
  return { adapter: adapter.id, how, results };
}

/** @throws with the list of those that there are */
function idsOf(target: string): readonly string[] {
  if (target === 'all') return findAdapterIds();
  const ids = findAdapterFolders();
  const id = ids.find((one) => one === target || one === `${target}-adapter`);
  if (id !== undefined) return [id];
  throw new Error(
    `There is no adapter of that name. There are: ${ids.join(', ')}, or all; or give an address (https://…).`,
  );
}

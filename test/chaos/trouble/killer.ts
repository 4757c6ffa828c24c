import type { ChaosHub, HubAddresses } from '../hub/chaos-hub.js';

/** What `schakel up` brings back by itself. */
export const TARGETS = ['router', 'adapters', 'ledger', 'console', 'identity-server', 'kafka', 'postgres'] as const;
export type Target = (typeof TARGETS)[number];

const BACK_WITHIN_MS = 180_000;

export class NotBack extends Error {}

/** Kills one process of the hub outright and waits until another one does its work. Answers with how long that took, ms. */
export async function killAndWait(hub: ChaosHub, target: Target): Promise<number> {
  // It may have ended over what was killed before it, and be about to come back.
  const killed = await whenBack(target, () => {
    const pid = hub.addresses().pids[target];
    if (pid === undefined) throw new NotBack(`The hub has no ${target}.`);
    return isAlive(pid) ? pid : null;
  });
  const begun = performance.now();
  process.kill(killed, 'SIGKILL');
  await whenBack(target, async () => ((await isBack(hub.addresses(), target, killed)) ? true : null));
  return performance.now() - begun;
}

async function whenBack<T>(target: Target, look: () => T | null | Promise<T | null>): Promise<T> {
  const giveUpAt = performance.now() + BACK_WITHIN_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > giveUpAt) throw new NotBack(`The hub did not bring its ${target} back.`);
    await new Promise((again) => setTimeout(again, 200));
  }
}

async function isBack({ pids, ...addresses }: HubAddresses, target: Target, killed: number): Promise<boolean> {
  const pid = pids[target];
  if (pid === undefined || pid === killed || !isAlive(pid)) return false;
  return target === 'router' || target === 'ledger' || target === 'adapters' ? isReady(addresses[target]) : true;
}

export async function isReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

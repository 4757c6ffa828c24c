import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { HubPlace, SchakelProcess, until } from './driver/schakel-process.js';

describe('When the hub with servers of its own is stopped', () => {
  const places: HubPlace[] = [];

  /** Embedded Kafka and PostgreSQL, as on a newcomer's laptop. */
  function ownServers(): { readonly place: HubPlace; readonly env: NodeJS.ProcessEnv } {
    const place = new HubPlace();
    places.push(place);
    const { KAFKA_BROKERS: _kafka, DATABASE_URL: _database, ...env } = place.env;
    return { place, env };
  }

  afterAll(async () => {
    for (const place of places) await place.remove();
  }, 60_000);

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it in order and leaves no process',
    async (signal) => {
      const { place, env } = ownServers();
      const hub = SchakelProcess.start(['up', '--fresh'], env);
      await hub.whenUp(place);
      const family = descendantsOf(hub.child.pid);
      expect(family.length).toBeGreaterThanOrEqual(5);
      hub.child.kill(signal);
      const finished = await hub.whenEnded();

      expect([finished.status, finished.stderr.includes('Stopping')]).toEqual([0, true]);
      await until('the last process is gone', () => family.every((pid) => !isAlive(pid)));
      expect(place.isUp()).toBe(false);
    },
    300_000,
  );

  it('kill -9 leaves no process either, and the next start finds the state in order', async () => {
    const { place, env } = ownServers();
    const hub = SchakelProcess.start(['up', '--fresh'], env);
    await hub.whenUp(place);
    const family = descendantsOf(hub.child.pid);
    hub.child.kill('SIGKILL');
    await hub.whenEnded();
    await until('the last process is gone', () => family.every((pid) => !isAlive(pid)));

    const again = await SchakelProcess.run(['up', '--play', 'S1', '--exit', '--json'], env);
    expect({ status: again.status, problem: again.status === 0 ? '' : again.stderr }).toEqual({
      status: 0,
      problem: '',
    });
  }, 480_000);
});

/** All processes below one, read from /proc; on a system without it there is nothing to compare. */
function descendantsOf(pid: number | undefined): readonly number[] {
  if (!existsSync('/proc') || pid === undefined) return [];
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended while we looked.
    }
  }
  const below = [pid];
  for (const one of below) for (const [child, parent] of parents) if (parent === one) below.push(child);
  return below.slice(1);
}

function isAlive(pid: number): boolean {
  try {
    // A zombie has ended; only its parent has not yet asked.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

import { afterEach, describe, expect, it } from '@jest/globals';
import { LocalClusterError } from '../local-cluster-error.js';
import { onAnotherPort, type OnPorts } from './on-another-port.js';
import { PortLease } from './port-lease.js';

const taken = new LocalClusterError(
  'Kafka ended while starting: java.net.BindException: Address already in use',
  'See the log.',
);

describe('a server whose port is taken while it starts', () => {
  const started: OnPorts<string>[] = [];

  afterEach(() => {
    for (const { lease } of started.splice(0)) lease.release();
  });

  function server(failures: readonly Error[]) {
    const asked: number[] = [];
    const left = [...failures];
    const start = (port: number) => {
      asked.push(port);
      const failure = left.shift();
      return failure === undefined ? Promise.resolve('started') : Promise.reject(failure);
    };
    return { asked, start };
  }

  async function preferredPort(): Promise<number> {
    const lease = await PortLease.take(0, 2);
    lease.release();
    return lease.first;
  }

  it('is started on any free port instead, which stays its own', async () => {
    const preferred = await preferredPort();
    const { asked, start } = server([taken]);
    started.push(await onAnotherPort(preferred, 2, start));
    const [own] = started;
    expect(own?.server).toBe('started');
    expect(asked).toEqual([preferred, own?.lease.first]);
    started.push(await onAnotherPort(own?.lease.first ?? 0, 2, server([]).start));
    expect(started[1]?.lease.first).not.toBe(own?.lease.first);
  });

  it('is given up after the third port, and at once when the port is not the reason', async () => {
    const preferred = await preferredPort();
    const unlucky = server([taken, taken, taken]);
    await expect(onAnotherPort(preferred, 2, unlucky.start)).rejects.toBe(taken);
    expect(unlucky.asked).toHaveLength(3);
    const other = new LocalClusterError('Kafka ended while starting: no space left on device', 'See the log.');
    const broken = server([other]);
    await expect(onAnotherPort(preferred, 2, broken.start)).rejects.toBe(other);
    expect(broken.asked).toEqual([preferred]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { LocalClusterError } from '../local-cluster-error.js';
import { onAnotherPort } from './on-another-port.js';

const taken = new LocalClusterError(
  'Kafka ended while starting: java.net.BindException: Address already in use',
  'See the log.',
);

describe('a server whose port is taken while it starts', () => {
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

  it('is started on any free port instead', async () => {
    const { asked, start } = server([taken]);
    await expect(onAnotherPort(9092, start)).resolves.toBe('started');
    expect(asked).toEqual([9092, 0]);
  });

  it('is given up after the third port, and at once when the port is not the reason', async () => {
    const unlucky = server([taken, taken, taken]);
    await expect(onAnotherPort(9092, unlucky.start)).rejects.toBe(taken);
    expect(unlucky.asked).toEqual([9092, 0, 0]);
    const other = new LocalClusterError('Kafka ended while starting: no space left on device', 'See the log.');
    const broken = server([other]);
    await expect(onAnotherPort(9092, broken.start)).rejects.toBe(other);
    expect(broken.asked).toEqual([9092]);
  });
});

import type { PushAnswer } from './push-answer.js';
import type { OutgoingDelivery, Transport } from './transport.port.js';

/** An agency that takes everything, unless answers are laid ready for it; remembers every attempt. */
export class RecordingTransport implements Transport {
  readonly attempts: OutgoingDelivery[] = [];
  /** Used up in order; after them everything is delivered. */
  readonly answers: PushAnswer[] = [];

  deliver(delivery: OutgoingDelivery): Promise<PushAnswer> {
    this.attempts.push(delivery);
    return Promise.resolve(this.answers.shift() ?? { kind: 'delivered' });
  }

  close(): void {
    this.attempts.length = 0;
  }
}

import type { PushAnswer } from '../outbound/push-answer.js';
import type { OutgoingDelivery, Transport } from '../outbound/transport.port.js';

/** One of two ways to an agency, asked anew for each attempt: operators change it while the hub runs. */
export class ChosenTransport implements Transport {
  constructor(
    private readonly byKafka: () => boolean,
    private readonly kafka: Transport,
    private readonly push: Transport,
  ) {}

  deliver(delivery: OutgoingDelivery, signal: AbortSignal): Promise<PushAnswer> {
    return (this.byKafka() ? this.kafka : this.push).deliver(delivery, signal);
  }

  close(): void {
    this.kafka.close();
  }
}

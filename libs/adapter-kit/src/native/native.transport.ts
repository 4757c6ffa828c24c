import type { MessageLog } from '#lib/messaging';
import type { PushAnswer } from '../outbound/push-answer.js';
import type { OutgoingDelivery, Transport } from '../outbound/transport.port.js';

/**
 * Delivery to a topic that the agency reads itself: delivered = stored there, with all in-sync replicas. Keyed by the case's pseudonym, which the
 * event bears as its subject anyway, so that a case stays in order; an attempt whose answer was lost is repeated under the same id.
 */
export class NativeTransport implements Transport {
  constructor(
    private readonly log: Pick<MessageLog, 'publish'>,
    private readonly topic: string,
  ) {}

  async deliver(delivery: OutgoingDelivery): Promise<PushAnswer> {
    const { caseKey, body, contentType, caseSequence, unitSequence, deliveryId } = delivery;
    const headers = {
      'content-type': contentType,
      'schakel-delivery-id': deliveryId,
      'schakel-sequence': String(caseSequence),
      'schakel-previous-sequence': String(caseSequence - 1),
      'schakel-unit-sequence': String(unitSequence),
    };
    try {
      await this.log.publish([{ topic: this.topic, key: caseKey, value: body, headers }]);
      return { kind: 'delivered' };
    } catch {
      // The client has logged why; it may have been stored all the same.
      return { kind: 'failed', failure: 'unknown', reason: 'kafka', retryAfterMs: null };
    }
  }

  close(): void {
    // The log belongs to the process.
  }
}

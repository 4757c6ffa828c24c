import { Controller } from '@nestjs/common';
import { BatchHandler, type BatchOutcome, type RecordBatch } from '#lib/messaging';
import { OrderTaker } from './order-taker.js';

@Controller()
export class OperationsController {
  constructor(private readonly taker: OrderTaker) {}

  @BatchHandler({ topics: ['operations'], group: 'operations', from: 'beginning' })
  take(batch: RecordBatch): Promise<BatchOutcome> {
    return this.taker.take(batch);
  }
}

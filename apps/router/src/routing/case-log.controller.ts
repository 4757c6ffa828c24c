import { Controller } from '@nestjs/common';
import { BatchHandler, type BatchOutcome, type RecordBatch } from '#lib/messaging';
import { PartitionRouter } from './partition-router.js';

@Controller()
export class CaseLogController {
  constructor(private readonly router: PartitionRouter) {}

  @BatchHandler({ topics: ['messages'], group: 'router', from: 'beginning' })
  route(batch: RecordBatch): Promise<BatchOutcome> {
    return this.router.route(batch);
  }
}

import { Controller } from '@nestjs/common';
import { BatchHandler, type BatchOutcome, type RecordBatch } from '#lib/messaging';
import { Projectors } from './projectors.js';

@Controller()
export class StreamsController {
  constructor(private readonly projectors: Projectors) {}

  @BatchHandler({ topics: ['decisions'], group: 'ledger', from: 'beginning' })
  decisions(batch: RecordBatch): Promise<BatchOutcome> {
    return this.projectors.decisions.project(batch);
  }

  @BatchHandler({ topics: ['receipts'], group: 'receipts', from: 'beginning' })
  receipts(batch: RecordBatch): Promise<BatchOutcome> {
    return this.projectors.receipts.project(batch);
  }

  @BatchHandler({ topics: ['quarantine'], group: 'quarantine', from: 'beginning' })
  quarantine(batch: RecordBatch): Promise<BatchOutcome> {
    return this.projectors.quarantine.project(batch);
  }
}

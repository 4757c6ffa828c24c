import { BaseRpcContext } from '@nestjs/microservices';
import { type RecordBatch } from '../message-log.port.js';

/** What Nest's guards and interceptors see of a batch: its place, not its records. */
export class BatchContext extends BaseRpcContext<[topic: string, partition: number]> {
  constructor({ topic, partition }: RecordBatch) {
    super([topic, partition]);
  }

  getTopic(): string {
    return this.args[0];
  }

  getPartition(): number {
    return this.args[1];
  }
}

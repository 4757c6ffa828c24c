import { type MessageLog, type RecordToPublish } from './message-log.port.js';

/** Opens one more instance of the same log, as another process would. The suite closes it. */
export type OpenLog = () => Promise<MessageLog>;

/** What each chapter of the suite works with: a log, and names of its own that are removed afterwards. */
export interface LogInUse {
  readonly log: MessageLog;
  readonly open: OpenLog;
  topic(partitions: number): Promise<string>;
  group(): string;
}

export function recordOf(topic: string, text: string, more: Partial<RecordToPublish> = {}): RecordToPublish {
  return { topic, key: 'case', value: Buffer.from(text), headers: {}, ...more };
}

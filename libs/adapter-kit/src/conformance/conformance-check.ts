import type { AdapterUnderTest } from './adapter-under-test.js';

/**
 * What a check must be able to see or do. `door`: reach its address. `credentials`: call as one of its parties. `messages`: leave invented
 * messages in its case log. `manifest`: read what it declares. `code`: call its formats. `folder`: read its files. `inside`: look into the
 * case log and the logs, hand it deliveries, make Kafka, database and the agency fail. `stop`: end it.
 */
export type Need = 'door' | 'credentials' | 'messages' | 'manifest' | 'code' | 'folder' | 'inside' | 'stop';

/** One thing that every adapter must do, whoever it is for. Knows no test framework. */
export interface ConformanceCheck {
  /** Stable: waivers, reports and quality scales name it. */
  readonly id: string;
  /** A sentence that begins with a verb: what the adapter does. */
  readonly title: string;
  readonly needs: readonly Need[];
  /** What to look at, or to write, when it fails. */
  readonly hint: string;
  /** What is wrong, in words; empty when nothing is. A thrown error is a failure of the check with the error's text. */
  run(adapter: AdapterUnderTest): Promise<readonly string[]>;
}

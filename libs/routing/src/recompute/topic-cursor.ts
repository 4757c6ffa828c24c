import type { StoredRecord } from '#lib/messaging';

/** One partition of a topic, record by record, with a look at the next one. Holds one page at a time. */
export class TopicCursor {
  private readonly pages: AsyncIterator<readonly StoredRecord[]>;
  private page: readonly StoredRecord[] = [];
  private at = 0;

  constructor(pages: AsyncIterable<readonly StoredRecord[]>) {
    this.pages = pages[Symbol.asyncIterator]();
  }

  /** null at the end. */
  async peek(): Promise<StoredRecord | null> {
    while (this.at >= this.page.length) {
      const next = await this.pages.next();
      if (next.done === true) return null;
      this.page = next.value;
      this.at = 0;
    }
    return this.page[this.at] ?? null;
  }

  skip(): void {
    this.at += 1;
  }

  async close(): Promise<void> {
    await this.pages.return?.();
  }
}

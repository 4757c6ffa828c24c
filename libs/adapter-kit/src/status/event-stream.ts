import type { Seen } from './status-watch.js';

const RETRY_MS = 3_000;

/** Server-sent events (HTML living standard, 9.2) of what a watch sees. */
export async function* eventStream(seen: AsyncIterable<Seen | null>, done: () => void): AsyncGenerator<string> {
  try {
    yield `retry: ${RETRY_MS}\n\n`;
    for await (const one of seen) {
      yield one === null ? ': alive\n\n' : `event: status\nid: ${one.tag}\ndata: ${JSON.stringify(one.status)}\n\n`;
    }
  } finally {
    done();
  }
}

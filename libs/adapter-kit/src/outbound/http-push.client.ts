import http from 'node:http';
import https from 'node:https';
import { answerOf, type PushAnswer } from './push-answer.js';
import type { PushTargets } from './push-targets.js';
import type { OutgoingDelivery, Transport } from './transport.port.js';

const DEADLINE_MS = 10_000;
/** An answer is a status; whatever else it says is read no further than this. */
const LONGEST_ANSWER = 64 * 1024;

/** Push: one HTTP POST per attempt. No redirects (the address comes from the operator alone), one deadline for all of it. */
export class HttpPush implements Transport {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: 64 }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: 64 }),
  };

  constructor(
    private readonly targets: PushTargets,
    private readonly deadlineMs = DEADLINE_MS,
  ) {}

  deliver(delivery: OutgoingDelivery, signal: AbortSignal): Promise<PushAnswer> {
    const target = this.targets.targetOf(delivery.recipient);
    if (target === null) return Promise.resolve(failed('endpoint', 'no-address'));
    const secure = target.url.protocol === 'https:';
    const headers = {
      'content-type': delivery.contentType,
      'content-length': delivery.body.length,
      authorization: `Bearer ${target.key}`,
      'schakel-sequence': String(delivery.caseSequence),
      'schakel-previous-sequence': String(delivery.caseSequence - 1),
      'schakel-unit-sequence': String(delivery.unitSequence),
    };
    return new Promise((resolve) => {
      let flushed = false;
      const request = (secure ? https : http).request(
        target.url,
        { method: 'POST', headers, agent: this.agents[secure ? 'https:' : 'http:'] },
        (response) => {
          let read = 0;
          const settle = (): void => resolve(answerOf(response.statusCode ?? 0, response.headers['retry-after']));
          response.on('data', (chunk: Buffer) => {
            read += chunk.length;
            if (read > LONGEST_ANSWER) request.destroy();
          });
          response.on('end', settle);
          response.on('close', settle);
          response.on('error', settle);
        },
      );
      const timer = setTimeout(() => request.destroy(new DeadlinePassed()), this.deadlineMs);
      const abort = (): void => void request.destroy(new DeadlinePassed());
      signal.addEventListener('abort', abort, { once: true });
      request.on('error', (error: NodeJS.ErrnoException) => {
        resolve(failed(flushed ? 'unknown' : 'endpoint', error.code ?? 'connection-lost'));
      });
      request.on('close', () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      });
      request.end(delivery.body, () => {
        flushed = true;
      });
    });
  }

  close(): void {
    this.agents['http:'].destroy();
    this.agents['https:'].destroy();
  }
}

class DeadlinePassed extends Error {
  readonly code = 'deadline';
}

function failed(failure: 'endpoint' | 'unknown', reason: string): PushAnswer {
  return { kind: 'failed', failure, reason, retryAfterMs: null };
}

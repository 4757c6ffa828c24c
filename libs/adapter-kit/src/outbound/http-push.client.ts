import https from 'node:https';
import { guardedLookup, TLS_PROFILE, type ClientTls } from '#lib/trust';
import { answerOf, type PushAnswer } from './push-answer.js';
import type { PushTargets } from './push-targets.js';
import type { OutgoingDelivery, Transport } from './transport.port.js';

const DEADLINE_MS = 10_000;
/** An answer is a status; whatever else it says is read no further than this. */
const LONGEST_ANSWER = 64 * 1024;

/**
 * Push: one HTTPS POST per attempt, with the hub's client certificate, to a server whose certificate and address are checked at every connection.
 * No redirects (the address comes from the operator alone), one deadline for all of it.
 */
export class HttpPush implements Transport {
  private readonly agent = new https.Agent({ ...TLS_PROFILE, keepAlive: true, maxSockets: 64, maxCachedSessions: 0 });

  constructor(
    private readonly targets: Pick<PushTargets, 'targetOf'>,
    private readonly tls: ClientTls,
    private readonly deadlineMs = DEADLINE_MS,
  ) {}

  deliver(delivery: OutgoingDelivery, signal: AbortSignal): Promise<PushAnswer> {
    const target = this.targets.targetOf(delivery.recipient);
    if (target === null) return Promise.resolve(failed('endpoint', 'no-address'));
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
      // What was written before the other side had proved who it is has not left this process.
      let secured = false;
      const tls = { ...this.tls, ...(target.ca === null ? {} : { ca: target.ca }) };
      const request = https.request(
        target.url,
        { method: 'POST', headers, agent: this.agent, lookup: guardedLookup(target.network), ...tls },
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
      request.on('socket', (socket) => {
        if (request.reusedSocket) secured = true;
        else socket.once('secureConnect', () => (secured = true));
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        resolve(failed(flushed && secured ? 'unknown' : 'endpoint', error.code ?? 'connection-lost'));
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
    this.agent.destroy();
  }
}

class DeadlinePassed extends Error {
  readonly code = 'deadline';
}

function failed(failure: 'endpoint' | 'unknown', reason: string): PushAnswer {
  return { kind: 'failed', failure, reason, retryAfterMs: null };
}

import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a municipality answers: it takes what comes, says that it can't now, or does not answer at all. */
export type Manner = 'ok' | 'down' | 'silent';

interface Arrival {
  readonly id: string;
  /** The hub's number within municipality and case. */
  readonly sequence: number;
  readonly caseKey: string;
}

/** Municipalities' systems: an effect once per delivery id, in the order of first arrival. */
export class Receiver {
  readonly arrivals = new Map<string, Arrival[]>();
  repeats = 0;
  /** Requests that were under way at the same time, at most, per municipality. */
  readonly most = new Map<string, number>();
  private readonly ids = new Set<string>();
  private readonly manners = new Map<string, Manner>();
  private readonly underWay = new Map<string, number>();
  private readonly silent: http.ServerResponse[] = [];

  private constructor(private readonly server: http.Server) {
    server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => this.take(request, Buffer.concat(parts), response));
    });
  }

  static async listen(): Promise<Receiver> {
    const server = http.createServer({ keepAliveTimeout: 60_000 });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Receiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  tell(unit: string, manner: Manner): void {
    this.manners.set(unit, manner);
    for (const response of this.silent.splice(0)) response.destroy();
  }

  arrived(unit: string): readonly Arrival[] {
    return this.arrivals.get(unit) ?? [];
  }

  /** Places where a delivery came before one that precedes it in its case. */
  disorder(unit: string): readonly string[] {
    const last = new Map<string, number>();
    return this.arrived(unit).flatMap(({ caseKey, sequence, id }) => {
      const before = last.get(caseKey) ?? 0;
      last.set(caseKey, sequence);
      return sequence === before + 1 ? [] : [`${id}: ${sequence} after ${before}`];
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse): void {
    const unit = (request.url ?? '').slice(1);
    const running = (this.underWay.get(unit) ?? 0) + 1;
    this.underWay.set(unit, running);
    this.most.set(unit, Math.max(running, this.most.get(unit) ?? 0));
    const over = (): void => void this.underWay.set(unit, (this.underWay.get(unit) ?? 1) - 1);
    const manner = this.manners.get(unit) ?? 'ok';
    if (manner === 'silent') {
      response.once('close', over);
      this.silent.push(response);
      return;
    }
    // In a turn of its own, so that all that came meanwhile are seen side by side; over before it is heard, for then the next may come.
    const answer = (status: number): void => {
      setImmediate(() => {
        over();
        response.writeHead(status).end();
      });
    };
    if (manner === 'down') {
      answer(503);
      return;
    }
    const id = String(request.headers['delivery-id']);
    if (this.ids.has(id)) this.repeats += 1;
    else {
      const { subject } = JSON.parse(body.toString('utf8')) as { subject: string };
      const arrival = { id, sequence: Number(request.headers.sequence), caseKey: subject };
      this.arrivals.set(unit, [...this.arrived(unit), arrival]);
      this.ids.add(id);
    }
    answer(204);
  }
}

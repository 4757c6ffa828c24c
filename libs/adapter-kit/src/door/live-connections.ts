import type { Socket } from 'node:net';
import type { Authenticator } from '../inbound/authenticator.port.js';

/** How often open connections are looked at, ms. With the second that a list may be old: a client that is put out is out within two. */
const EVERY_MS = 1_000;

/** The connections over which somebody was let in; closes those of clients that may not stay, also in the middle of an answer. */
export class LiveConnections {
  private readonly sockets = new Set<Socket>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly authenticator: Pick<Authenticator, 'mayStay'>,
    private readonly onError: (error: unknown) => void,
  ) {}

  add(socket: Socket): void {
    if (this.sockets.has(socket) || socket.destroyed) return;
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    this.timer ??= setInterval(() => this.look(), EVERY_MS).unref();
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** Closes what may not stay; all of it when that can't be found out. */
  look(): void {
    for (const socket of this.sockets) if (!this.mayStay(socket)) socket.destroy();
  }

  private mayStay(socket: Socket): boolean {
    try {
      return this.authenticator.mayStay(socket);
    } catch (error) {
      this.onError(error);
      return false;
    }
  }
}

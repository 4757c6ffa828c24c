import type { Socket } from 'node:net';
import type { Client } from './client.js';

/** What a caller shows, before anything else of its request is looked at. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** The connection; a client certificate, if any, is read from here and never from a header. */
  readonly socket: Socket;
}

/** An organisation that proved who it is: all its parties, also those that have no business at this door. */
export type Identity = Client;

/** Who calls? Asked once per request, before its body is read. */
export interface Authenticator {
  /**
   * null = not authenticated; why is nobody's business but the log's, so that all failures look alike. `audience`: id of the adapter whose
   * door it is. Rejects when the question can't be answered now (keys of the identity server unreachable).
   */
  authenticate(credentials: Credentials, audience: string): Promise<Identity | null>;
  /** May whoever was let in over this connection stay? Asked again and again while it is open. Throws when that can't be found out. */
  mayStay(socket: Socket): boolean;
}

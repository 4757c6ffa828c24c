import https from 'node:https';
import { Readable } from 'node:stream';
import { TLS_PROFILE } from './tls-profile.js';

export interface ClientTls {
  readonly ca: string;
  /** Shown to the other side; none for what anybody may read. */
  readonly cert?: string;
  readonly key?: string;
}

export interface TlsRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

export interface TlsFetch {
  /** Like `fetch`, without redirects. */
  (url: string | URL, request?: TlsRequest): Promise<Response>;
  close(): void;
}

const NO_BODY = new Set([204, 205, 304]);

/** `fetch` with a client certificate and an authority of one's own, which the global one can't. Keeps connections open until `close`. */
export function tlsFetch(tls: ClientTls): TlsFetch {
  const agent = new https.Agent({ ...TLS_PROFILE, ...tls, keepAlive: true, maxSockets: 64, maxCachedSessions: 0 });
  const call = (url: string | URL, init: TlsRequest = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const { method = 'GET', body, signal } = init;
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const headers = { ...length, ...init.headers };
      const options = { method, headers, agent, ...(signal === undefined ? {} : { signal }) };
      const request = https.request(url, options, (response) => {
        const status = response.statusCode ?? 0;
        const entries = Object.entries(response.headersDistinct);
        const headers = entries.flatMap(([name, values]) =>
          (values ?? []).map((value): [string, string] => [name, value]),
        );
        const empty = NO_BODY.has(status) || method === 'HEAD';
        if (empty) response.resume();
        resolve(new Response(empty ? null : (Readable.toWeb(response) as ReadableStream), { status, headers }));
      });
      request.on('error', reject);
      request.end(body);
    });
  return Object.assign(call, { close: () => agent.destroy() });
}

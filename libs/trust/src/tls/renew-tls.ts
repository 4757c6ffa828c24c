import type { Server } from 'node:https';
import type { TlsFiles } from '../pki/pki-files.js';
import { FollowedFiles } from './followed-files.js';
import { readTlsFiles } from './read-tls-files.js';
import { serverTls } from './server-tls.js';

const EVERY_MS = 1_000;

/** Lets a listening server take new certificates and revocation lists for connections to come. Answers with what ends it. */
export function renewTls(
  server: Pick<Server, 'setSecureContext'>,
  files: TlsFiles,
  onError: (error: unknown) => void,
): () => void {
  const material = new FollowedFiles(
    Object.values(files),
    () => readTlsFiles(files),
    () => performance.now(),
    0,
  );
  let current = material.value();
  const timer = setInterval(() => {
    try {
      const next = material.value();
      if (next === current) return;
      server.setSecureContext(serverTls(next));
      current = next;
    } catch (error) {
      // The old context stays; the gate's own look at the same files lets nobody in meanwhile.
      onError(error);
    }
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

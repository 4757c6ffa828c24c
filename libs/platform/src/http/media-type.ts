import { type IncomingHttpHeaders } from 'node:http';

export const JSON_MEDIA_TYPES = ['application/json', 'application/cloudevents+json'] as const;

/**
 * True when the headers name one of the media types in UTF-8 and no compression. Compared as a whole: the framework's own matching of content
 * types was passed by four variants in two years (CVE-2025-32442, CVE-2026-25223, CVE-2026-3419, CVE-2026-33806).
 */
export function isAccepted(headers: IncomingHttpHeaders, mediaTypes: readonly string[]): boolean {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') return false;
  const found = /^([a-z0-9.+/-]+)(?: *; *charset=(?:utf-8|"utf-8"))?$/.exec(
    (headers['content-type'] ?? '').toLowerCase(),
  );
  return found !== null && mediaTypes.includes(found[1] ?? '');
}

/** Without its parameters, in lower case; the empty text when there is none. Only for a header that `isAccepted` let pass. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

/** HTTP says that a request has a body by one of these (RFC 9112, 6). */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? '0') > 0;
}

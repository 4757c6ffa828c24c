import { isUtf8 } from 'node:buffer';
import type { ContentError } from '../inbound/content-error.js';

/** Of what comes in and goes out, in bytes: the limit of the door (decisions 31), for a caller that has none. */
const LONGEST = 1024 * 1024;
/** Tags, comments and sections; a message with everything in it has some thousands. Each costs the parser a node. */
const MOST_MARKS = 50_000;
/** No element of ours has any, but a document may declare prefixes. Each costs the validator an error. */
const MOST_ATTRIBUTES = 1_000;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const SPACES = new Set([0x20, 0x09, 0x0a, 0x0d]);
const DECLARATION =
  /^<\?xml[ \t\r\n]+version=(["'])1\.0\1(?:[ \t\r\n]+encoding=(["'])utf-8\2)?(?:[ \t\r\n]+standalone=(["'])(?:yes|no)\3)?[ \t\r\n]*\?>$/i;

/**
 * What is wrong before a parser sees a byte: too long, too full, no UTF-8, a document type or an instruction before the first element. A
 * document type is the root of entity expansion, external entities and network access; without it a parser has nothing to expand or to fetch.
 */
export function prologFault(body: Buffer): ContentError | null {
  if (body.length > LONGEST) return fault('too-long', 'The document is longer than 1 MiB.');
  if (!isUtf8(body)) return fault('encoding', 'The document must be UTF-8.');
  if (isOverfull(body)) return fault('too-many', 'The document has too many elements or attributes.');
  let at = body.subarray(0, 3).equals(BOM) ? 3 : 0;
  if (startsWith(body, at, '<?xml') && SPACES.has(body[at + 5] ?? 0)) {
    const end = body.indexOf('?>', at);
    // A declaration fits in far less; a longer one is no declaration.
    const text = end < 0 || end - at > 200 ? '' : body.toString('latin1', at, end + 2);
    if (!DECLARATION.test(text))
      return fault('encoding', 'The XML declaration must say version 1.0 and UTF-8, or be left out.');
    at = end + 2;
  }
  for (;;) {
    while (at < body.length && SPACES.has(body[at]!)) at += 1;
    if (startsWith(body, at, '<!--')) {
      const end = body.indexOf('-->', at + 4);
      if (end < 0) return fault('not-xml', 'The document is not well-formed.');
      at = end + 3;
    } else if (startsWith(body, at, '<!')) {
      return fault('document-type', 'A document type (DOCTYPE) is not taken.');
    } else if (startsWith(body, at, '<?')) {
      return fault('processing-instruction', 'A processing instruction is not taken.');
    } else return null;
  }
}

/** Counted in the bytes, before a parser makes anything of them; marks within texts count too, which no text of ours comes near. */
function isOverfull(body: Buffer): boolean {
  let [marks, attributes] = [0, 0];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === 0x3c /* < */) marks += 1;
    else if (byte === 0x3d /* = */ && (body[at + 1] === 0x22 || body[at + 1] === 0x27)) attributes += 1;
  }
  return marks > MOST_MARKS || attributes > MOST_ATTRIBUTES;
}

function startsWith(body: Buffer, at: number, text: string): boolean {
  return body.toString('latin1', at, at + text.length) === text;
}

function fault(code: string, message: string): ContentError {
  return { pointer: '', code, message };
}

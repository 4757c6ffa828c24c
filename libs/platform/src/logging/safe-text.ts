const LONGEST = 500;

// C0, DEL, C1, line and paragraph separators, bidirectional controls: they can forge or hide lines on a terminal.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

// Nine digits is a BSN, ten a V-number; nothing that a log needs as text is such a number.
const LONG_NUMBER = /\d{9,}/g;

const IDENTIFIER = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;

/** A text as it may stand in a log line: numbers of persons masked, control characters spelled out, cut at 500 characters. */
export function safeText(text: string): string {
  // Hashes and UUIDs have digit runs by chance and would otherwise be spoilt.
  if (IDENTIFIER.test(text)) return text;
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return cut
    .replace(LONG_NUMBER, '#########')
    .replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

import { ProblemException } from './problem.js';

export const DEEPEST_NESTING = 64;
const MOST_VALUES = 50_000;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Bytes of a request → JSON value, or a 400 that says which kind of fault. Stricter than `JSON.parse`: UTF-8 without byte order mark, no NUL,
 * no lone surrogate, nesting of at most 64 levels (counted before parsing, so that no recursion overflows), no key that reaches a prototype.
 */
export function parseJson(body: Uint8Array): unknown {
  const text = decode(body);
  checkSize(text);
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    // Without its cause: the parser quotes what it read.
    throw refusal('malformed-json', 'The body is not valid JSON.');
  }
  checkContent(value);
  return value;
}

function decode(body: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw refusal('malformed-text', 'The body is not valid UTF-8.');
  }
  if (text.startsWith('\ufeff')) throw refusal('malformed-json', 'The body must not begin with a byte order mark.');
  return text;
}

function checkSize(text: string): void {
  let depth = 0;
  let values = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (inText) {
      if (character === 0x5c) at++;
      else if (character === 0x22) inText = false;
    } else if (character === 0x22) inText = true;
    else if (character === 0x5b || character === 0x7b) depth++;
    else if (character === 0x5d || character === 0x7d) depth--;
    else if (character === 0x2c) values++;
    if (depth > DEEPEST_NESTING) throw refusal('too-deep', `The body is nested deeper than ${DEEPEST_NESTING} levels.`);
    if (values > MOST_VALUES) throw refusal('too-many-values', 'The body holds too many values.');
  }
}

function checkContent(value: unknown): void {
  if (typeof value === 'string') {
    checkText(value);
  } else if (Array.isArray(value)) {
    for (const item of value) checkContent(item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (FORBIDDEN_KEYS.has(key)) throw refusal('forbidden-key', 'The body has a key that is not allowed anywhere.');
      checkText(key);
      checkContent(item);
    }
  } else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw refusal('number-too-large', 'The body holds a number that is too large.');
  }
}

function checkText(text: string): void {
  if (text.includes('\u0000') || !text.isWellFormed()) {
    throw refusal('malformed-text', 'The body holds a NUL or half a character.');
  }
}

function refusal(code: string, detail: string): ProblemException {
  return new ProblemException({ status: 400, code, detail });
}

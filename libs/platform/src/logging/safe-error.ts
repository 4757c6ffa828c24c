import { safeText } from './safe-text.js';

export interface SafeError {
  readonly name: string;
  readonly code: string | null;
  readonly message: string;
  /** Where in the code; file and line only. */
  readonly at: readonly string[];
  readonly cause: SafeError | null;
}

const DEEPEST = 4;

/**
 * An exception without the values in its text. Libraries quote what they choke on (`JSON.parse`, PostgreSQL's detail), so all between the
 * first and the last quotation mark goes, and of the stack only the places stay.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, code: null, message: '', at: [], cause: null };
  const code = (error as { code?: unknown }).code;
  return {
    name: safeText(error.name),
    code: typeof code === 'string' || typeof code === 'number' ? safeText(String(code)) : null,
    message: safeText(error.message.replace(/["'`].*["'`]/gs, '…').replace(/=\s*\(.*\)/gs, '=…')).slice(0, 200),
    at: placesOf(error.stack ?? ''),
    cause: error.cause === undefined || depth >= DEEPEST ? null : safeError(error.cause, depth + 1),
  };
}

function placesOf(stack: string): string[] {
  const places = [...stack.matchAll(/^\s+at .*?([^\s(/\\]+:\d+:\d+)\)?$/gm)].map((found) => found[1] ?? '');
  return places.slice(0, 5);
}

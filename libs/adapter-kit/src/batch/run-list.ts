import type { Accepted } from '../inbound/accept-message.js';
import type { LineResult } from './line-result.js';
import { lineDocument, type LineDocument, type LineOrigin } from './line-document.js';
import type { ListLine, OpenList } from './read-list.js';

/** Lines that are under way at once. */
const AT_ONCE = 16;

export type Receive = (line: LineDocument) => Promise<Accepted>;

/**
 * Every line of the list as a message, one result for each, in the order of the file. Lines of one person are never side by side: that a person
 * is stopped and resumed in one night stays in its order. When the hub can't store any more, the rest is not tried.
 */
export async function* runList(list: OpenList, origin: LineOrigin, receive: Receive): AsyncGenerator<LineResult> {
  let down = false;
  for await (const lines of windows(list.lines())) {
    const results: readonly LineResult[] = down
      ? lines.map(({ line }) => failed(line))
      : await side(list, origin, receive, lines);
    down ||= results.some(({ code }) => code === 'unavailable');
    yield* results;
  }
}

async function side(
  list: OpenList,
  origin: LineOrigin,
  receive: Receive,
  lines: readonly ListLine[],
): Promise<readonly LineResult[]> {
  const lanes = new Map<string, Promise<unknown>>();
  const running = lines.map((line) => {
    const read = lineDocument(list.batch, list.columns, line.cells, origin);
    const person = (read.document.data as { vNumber?: string }).vNumber ?? '';
    const result = (lanes.get(person) ?? Promise.resolve()).then(() => one(list, line, read, receive));
    lanes.set(person, result);
    return result;
  });
  return Promise.all(running);
}

async function one(
  list: OpenList,
  { line, cells }: ListLine,
  read: LineDocument,
  receive: Receive,
): Promise<LineResult> {
  if (cells.length !== list.columns.length) {
    const message = `has ${cells.length} cells where the header row has ${list.columns.length}`;
    return { ...nothing(line), status: 'refused', code: 'cells', errors: [{ pointer: '', code: 'cells', message }] };
  }
  const accepted = await receive(read);
  if (accepted.ok) {
    const { messageId } = accepted.receipt;
    const id = read.document.attributes.id as string;
    return { ...nothing(line), status: accepted.repeated ? 'repeated' : 'accepted', id, messageId };
  }
  const { status, code, errors = [] } = accepted.problem;
  const passing = status >= 500 || code === 'in-progress';
  return { ...nothing(line), status: passing ? 'failed' : 'refused', code, errors: errors };
}

function failed(line: number): LineResult {
  return { ...nothing(line), status: 'failed', code: 'unavailable' };
}

function nothing(line: number): LineResult {
  return { line, status: 'failed', id: null, messageId: null, code: null, errors: [] };
}

async function* windows(lines: AsyncIterable<ListLine>): AsyncGenerator<readonly ListLine[]> {
  let window: ListLine[] = [];
  for await (const line of lines) {
    window.push(line);
    if (window.length < AT_ONCE) continue;
    yield window;
    window = [];
  }
  if (window.length > 0) yield window;
}

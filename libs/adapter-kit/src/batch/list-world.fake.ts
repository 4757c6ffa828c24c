import { createLogger } from '#lib/platform';
import type { TlsRequest } from '#lib/trust';
import { memoryRuntime, type MemoryRuntime } from '../conformance/memory-runtime.fake.js';
import { loadAdapterModule } from '../host/load-adapter-module.js';
import { startAdapter } from '../host/start-adapter.js';
import type { LineResult } from './line-result.js';

export const LIST_COLUMNS = [
  'kenmerk',
  'tijdstip',
  'vnummer',
  'geslachtsnaam',
  'geboortedatum',
  'nationaliteiten',
  'verwijderbaar',
  'uitzetting_stoppen',
  'grond',
  'reden',
] as const;
export type Cells = Partial<Record<(typeof LIST_COLUMNS)[number], string>>;

let lines = 0;

/** One line of the IND's nightly list, with an id of its own. */
export function line(changes: Cells = {}): Cells {
  return {
    kenmerk: `nacht-${(lines += 1)}`,
    tijdstip: '2026-03-02T08:15:00Z',
    vnummer: '9999000001',
    geslachtsnaam: 'Voorbeeld',
    geboortedatum: '1990-00-00',
    nationaliteiten: '0137 0030',
    verwijderbaar: 'nee',
    uitzetting_stoppen: 'ja',
    grond: 'asiel',
    reden: 'asiel',
    ...changes,
  };
}

export function row(cells: Cells, delimiter = ';'): string {
  return LIST_COLUMNS.map((name) => cells[name] ?? '').join(delimiter);
}

export function file(rows: readonly Cells[], delimiter = ';'): string {
  return [LIST_COLUMNS.join(delimiter), ...rows.map((cells) => row(cells, delimiter))].join('\r\n');
}

export function statuses(results: readonly LineResult[]): readonly string[] {
  return results.map(({ status }) => status);
}

export interface ListWorld {
  readonly runtime: MemoryRuntime;
  readonly url: string;
  readonly logged: readonly string[];
  send(body: string | Uint8Array, headers?: Record<string, string>, sender?: string | null): Promise<Response>;
  /** Any call at its door; null = by nobody. */
  ask(path: string, request: TlsRequest, sender?: string | null): Promise<Response>;
  /** Of a list that is taken. */
  resultsOf(body: string | Uint8Array): Promise<readonly LineResult[]>;
  caseLog(): readonly {
    readonly key: string | null;
    readonly value: Buffer | null;
    readonly headers: Readonly<Record<string, string>>;
  }[];
  close(): Promise<void>;
}

/** The IND's own adapter with its list, on fakes. */
export async function listWorld(): Promise<ListWorld> {
  const logged: string[] = [];
  const destination = { write: (text: string) => logged.push(text) };
  const runtime = await memoryRuntime({ logger: createLogger('lists', { level: 'debug', destination }) });
  const running = await startAdapter(await loadAdapterModule('ind-adapter'), runtime, '127.0.0.1', 0);
  const ask: ListWorld['ask'] = (path, request, sender = 'IND') => {
    const { fetch, headers } = runtime.credentials(sender, 'ind-adapter');
    return fetch(`${running.url}${path}`, { ...request, headers: { ...headers, ...request.headers } });
  };
  const send: ListWorld['send'] = (body, headers = {}, sender = 'IND') =>
    ask('/v1/message-batches', { method: 'POST', headers: { 'content-type': 'text/csv', ...headers }, body }, sender);
  return {
    runtime,
    url: running.url,
    logged,
    send,
    ask,
    async resultsOf(body) {
      const response = await send(body);
      if (response.status !== 200) throw new Error(`Sending a list: it was answered with ${response.status}.`);
      return ((await response.json()) as { results: LineResult[] }).results;
    },
    caseLog: () => runtime.log.broker.topics.get(runtime.topics.messages)!.flatMap(({ records }) => records),
    async close() {
      await running.close();
      await runtime.log.close();
    },
  };
}

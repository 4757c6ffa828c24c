import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribedAnswers } from '#lib/testing';
import { ownFiles, tlsFetch, type TlsFetch } from '#lib/trust';
import type { OperatorName } from './operators.js';
import type { HubPlace } from './schakel-process.js';

type Row = Readonly<Record<string, unknown>>;

/** The console of a running hub, asked by an operator who is logged in; every answer is held against the console's own `/openapi.json`. */
export class DescribedConsole {
  private constructor(
    private readonly url: string,
    private readonly fetch: TlsFetch,
    private readonly token: string,
    private readonly described: DescribedAnswers,
  ) {}

  static async open(place: HubPlace, name: OperatorName): Promise<DescribedConsole> {
    const { console: url } = place.hub();
    const fetch = tlsFetch({ ca: readFileSync(ownFiles(join(place.state, 'secrets'), 'console').ca, 'utf8') });
    const session = readFileSync(join(place.state, `session-${name}.json`), 'utf8');
    const { accessToken } = JSON.parse(session) as { readonly accessToken: string };
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as object;
    return new DescribedConsole(url, fetch, accessToken, new DescribedAnswers(document));
  }

  close(): void {
    this.fetch.close();
  }

  /** @throws when it answers otherwise than described, or not with 200 */
  async get(path: string): Promise<Row> {
    const response = await this.fetch(`${this.url}${path}`, { headers: { authorization: `Bearer ${this.token}` } });
    const { status } = response;
    const text = await response.text();
    const headers = Object.fromEntries(response.headers);
    const faults = this.described.faultsOf({ method: 'GET', url: path, status, headers, text });
    if (faults.length > 0) throw new Error(`Answered otherwise than described:\n${faults.join('\n')}`);
    if (status !== 200) throw new Error(`${path} was answered with ${status}.`);
    return JSON.parse(text) as Row;
  }

  async items(path: string): Promise<readonly Row[]> {
    return (await this.get(path))['items'] as readonly Row[];
  }
}

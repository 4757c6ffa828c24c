import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HubPlace, SchakelProcess, until } from './driver/schakel-process.js';

const HEADER =
  'kenmerk;tijdstip;vnummer;geslachtsnaam;geboortedatum;nationaliteiten;verwijderbaar;uitzetting_stoppen;grond;reden';
const STOPPED = '9999000081';
const RESUMED = '9999000082';

interface Result {
  readonly line: number;
  readonly status: string;
  readonly messageId: string | null;
  readonly errors: readonly { readonly pointer: string }[];
}
interface Held {
  readonly contentType: string;
  readonly raw: string;
  readonly event: { readonly data: Readonly<Record<string, unknown>> };
}

describe('When the IND uploads its nightly list', () => {
  const place = new HubPlace();
  const time = new Date().toISOString();
  const list = [
    HEADER,
    `nacht-1;${time};${STOPPED};Voorbeeld;1990-00-00;0137;nee;ja;asiel;asiel`,
    `nacht-2;${time};${RESUMED};Fictief;1985-04-02;0030 0040;ja;nee;artikel64;artikel64`,
    `nacht-3;${time};geen;Fictief;1985-04-02;0030;misschien;nee;beroep;beroep`,
  ].join('\r\n');
  let hub: SchakelProcess;
  let results: readonly Result[];

  beforeAll(async () => {
    hub = SchakelProcess.start(['up', '--clock', 'system'], place.env);
    await hub.whenUp(place);
    results = await upload();
  }, 180_000);
  afterAll(async () => {
    await hub?.stop();
    await place.remove();
  }, 60_000);

  it('every line has its answer, and the bad one spoils no other', () => {
    expect(results.map(({ line, status }) => [line, status])).toEqual([
      [2, 'accepted'],
      [3, 'accepted'],
      [4, 'refused'],
    ]);
    const places = results[2]!.errors.map(({ pointer }) => pointer);
    expect([...new Set(places)].sort()).toEqual(['verwijderbaar', 'vnummer']);
  });

  it('each case goes its own way through the hub: the police have it in XML, IOM and a mission nothing', async () => {
    const stopped = await heldBy('POL', STOPPED);
    expect(stopped.contentType).toContain('application/xml');
    expect(stopped.raw).toContain(`<vreemdelingnummer>${STOPPED}</vreemdelingnummer>`);
    expect(stopped.raw).toContain('<stopAlleUitzettingshandelingen>ja</stopAlleUitzettingshandelingen>');
    expect(stopped.event.data).toMatchObject({ vNumber: STOPPED, removable: false, stopAllRemovalActions: true });
    expect((await heldBy('POL', RESUMED)).event.data).toMatchObject({ removable: true, stopAllRemovalActions: false });
    for (const endpoint of ['IOM', 'EMB', 'GEM'])
      expect([endpoint, await deliveries(endpoint)]).toEqual([endpoint, []]);
  });

  it('the same list again writes nothing twice', async () => {
    const again = await upload();
    expect(again.map(({ status }) => status)).toEqual(['repeated', 'repeated', 'refused']);
    expect(again.map(({ messageId }) => messageId)).toEqual(results.map(({ messageId }) => messageId));
    expect(await deliveries('POL')).toHaveLength(2);
  });

  async function upload(): Promise<readonly Result[]> {
    const response = await fetch(`${place.hub().simulator}/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint: 'IND', contentType: 'text/csv', raw: list }),
    });
    const { status, body } = (await response.json()) as { status: number; body: { results: readonly Result[] } };
    expect(status).toBe(200);
    return body.results;
  }

  async function deliveries(endpoint: string): Promise<readonly Held[]> {
    const answer = await fetch(`${place.hub().simulator}/deliveries?endpoint=${endpoint}`);
    return ((await answer.json()) as { deliveries: readonly Held[] }).deliveries;
  }

  function heldBy(endpoint: string, vNumber: string): Promise<Held> {
    return until(`${endpoint} has the message of the case`, async () =>
      (await deliveries(endpoint)).find(({ event }) => event.data.vNumber === vNumber),
    );
  }
});

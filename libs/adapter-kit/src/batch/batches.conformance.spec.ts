import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { projectRoot } from '#lib/platform';
import { LIST_COLUMNS, file, line, listWorld, row, statuses, type ListWorld } from './list-world.fake.js';

const CANARY = 'Canary-7f3a';
const MIB = 1024 * 1024;

describe('a list of messages', () => {
  let world: ListWorld;
  beforeAll(async () => {
    world = await listWorld();
  });
  afterAll(() => world.close());

  it('becomes a message of every line, as if it had been sent alone', async () => {
    const before = world.caseLog().length;
    const [result] = await world.resultsOf(file([line({ vnummer: '9999000011' })]));
    expect(result).toMatchObject({ line: 2, status: 'accepted', errors: [], code: null });
    expect(world.caseLog()).toHaveLength(before + 1);
    const record = world.caseLog().at(-1)!;
    expect(record.headers).toMatchObject({ ce_id: result?.id, ce_purpose: 'RETURN_PREP', ce_legalbasis: 'LB1' });
    expect(world.runtime.contracts.decode(record.value!)).toMatchObject({
      ok: true,
      code: 'M03',
      content: {
        vNumber: '9999000011',
        person: {
          familyName: 'Voorbeeld',
          birthDate: '1990-00-00',
          nationalities: [{ brpTable32: '0137' }, { brpTable32: '0030' }],
        },
        removable: false,
        stopAllRemovalActions: true,
        legalGroundCode: 'ASIEL',
        reasonCode: 'ASIEL',
      },
    });
    const status = await world.ask(`/v1/messages/${result?.messageId}`, {});
    expect([status.status, await status.json()]).toEqual([200, expect.objectContaining({ status: 'ACCEPTED' })]);
  });

  it('takes the example of the IND’s own page, whole', async () => {
    const example = readFileSync(join(projectRoot(), 'apps/ind-adapter/fixtures/nachtlijst.csv'));
    expect(statuses(await world.resultsOf(example))).toEqual(['accepted', 'accepted', 'accepted']);
    const content = world.runtime.contracts.decode(world.caseLog().at(-1)!.value!);
    expect(content).toMatchObject({ ok: true, content: { person: { familyName: 'Fictief; alias "Probeersel"' } } });
  });

  it('puts a stop into the stop register, like any other stop', async () => {
    const before = world.runtime.memory.stopEntries.size;
    await world.resultsOf(file([line({ vnummer: '9999000012' })]));
    expect(world.runtime.memory.stopEntries.size).toBe(before + 1);
  });

  it('may be sent again: nothing is written twice, and what was lacking is made up', async () => {
    const [one, two, three] = [line(), line(), line()];
    expect(statuses(await world.resultsOf(file([one, two])))).toEqual(['accepted', 'accepted']);
    const before = world.caseLog().length;
    expect(statuses(await world.resultsOf(file([one, two])))).toEqual(['repeated', 'repeated']);
    expect(world.caseLog()).toHaveLength(before);
    expect(statuses(await world.resultsOf(file([one, two, three])))).toEqual(['repeated', 'repeated', 'accepted']);
    const changed = await world.resultsOf(file([{ ...one, grond: 'beroep' }]));
    expect(changed).toEqual([expect.objectContaining({ status: 'refused', code: 'id-reused' })]);
  });

  it('is not spoilt by one bad line: each is judged alone, and its faults are told by their columns', async () => {
    const before = world.caseLog().length;
    const results = await world.resultsOf(
      file([
        line(),
        line({ vnummer: CANARY, geboortedatum: CANARY, verwijderbaar: CANARY }),
        line({ kenmerk: '' }),
        line({ kenmerk: `=${CANARY}` }),
        line({ tijdstip: '2026-02-30T00:00:00Z' }),
        line({ geslachtsnaam: '' }),
        line(),
      ]).replace(/$/, `\r\n${row(line())};too;many\r\nfew`),
    );
    expect(statuses(results)).toEqual([
      'accepted',
      ...Array<string>(5).fill('refused'),
      'accepted',
      'refused',
      'refused',
    ]);
    const places = results.map(({ errors }) => [...new Set(errors.map(({ pointer }) => pointer))].sort());
    expect(places).toEqual([
      [],
      ['geboortedatum', 'verwijderbaar', 'vnummer'],
      ['kenmerk'],
      ['kenmerk'],
      ['tijdstip'],
      ['geslachtsnaam'],
      [],
      [''],
      [''],
    ]);
    expect(results.map((result) => result.line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(JSON.stringify(results)).not.toContain(CANARY);
    expect(world.caseLog()).toHaveLength(before + 2);
  });

  it('keeps the order of one person, who may be stopped and resumed in one night', async () => {
    const vnummer = '9999000013';
    const before = world.caseLog().length;
    const rows = Array.from({ length: 40 }, (_, n) => line(n % 2 === 0 ? { vnummer } : {}));
    await world.resultsOf(file(rows));
    const key = world.runtime.keys.caseKeyOf(vnummer);
    const ids = world
      .caseLog()
      .slice(before)
      .filter((record) => record.key === key)
      .map(({ headers }) => headers.ce_id);
    expect(ids).toEqual(rows.filter((one) => one.vnummer === vnummer).map(({ kenmerk }) => kenmerk));
  });

  it.each([
    ['commas', file([line()], ','), 1],
    ['a byte order mark', `\ufeff${file([line()])}`, 1],
    ['line feeds alone', file([line(), line()]).replaceAll('\r\n', '\n'), 2],
    ['empty lines', `${file([line()])}\r\n\r\n\r\n`, 1],
    ['capitals and spaces in the header row', file([line()]).replace('kenmerk;', ' Kenmerk ;'), 1],
    [
      'columns in another order and cells in quotation marks',
      file([line()])
        .split('\r\n')
        .map((one) =>
          one
            .split(';')
            .reverse()
            .map((cell) => `"${cell}"`)
            .join(';'),
        )
        .join('\r\n'),
      1,
    ],
  ])('is read with %s', async (_title, body, count) => {
    expect(statuses(await world.resultsOf(body))).toEqual(Array(count).fill('accepted'));
  });

  it('61: is answered as CSV when asked for it, with no cell that a spreadsheet takes for a formula', async () => {
    const answer = await world.send(file([line({ kenmerk: '=1+1' }), line({ vnummer: '@SUM(A1)' }), line()]), {
      accept: 'text/csv',
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const rows = parse(await answer.text(), { delimiter: ';' });
    expect(rows[0]).toEqual(['regel', 'status', 'kenmerk', 'berichtId', 'foutcode', 'kolommen', 'toelichting']);
    expect(rows.slice(1, 4).map(([number, status, , , code, columns]) => [number, status, code, columns])).toEqual([
      ['2', 'refused', 'invalid-content', 'kenmerk'],
      ['3', 'refused', 'invalid-content', 'vnummer'],
      ['4', 'accepted', '', ''],
    ]);
    expect(rows.at(-1)?.slice(0, 5)).toEqual(['totaal', 'accepted: 1', 'repeated: 0', 'refused: 2', 'failed: 0']);
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  it('says what could not be stored, and takes it when the list comes again', async () => {
    const rows = Array.from({ length: 50 }, () => line());
    world.runtime.memory.down = true;
    const failed = await world.resultsOf(file(rows));
    world.runtime.memory.down = false;
    expect(new Set(statuses(failed))).toEqual(new Set(['failed']));
    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['unavailable']));
    expect(new Set(statuses(await world.resultsOf(file(rows))))).toEqual(new Set(['accepted']));
  });

  it('is worked through one at a time per client', async () => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    world.runtime.log.broker.faults.beforePublish = () => held;
    const first = await world.send(file([line()]));
    const second = await world.send(file([line()]));
    goOn();
    delete world.runtime.log.broker.faults.beforePublish;
    expect([first.status, second.status, second.headers.get('retry-after')]).toEqual([200, 429, expect.any(String)]);
    expect(await first.json()).toMatchObject({ counts: { accepted: 1, repeated: 0, refused: 0, failed: 0 } });
    expect((await world.resultsOf(file([line()])))[0]?.status).toBe('accepted');
  });

  it('is free again when its sender hangs up in the middle', async () => {
    const hangUp = new AbortController();
    const rows = Array.from({ length: 2_000 }, () => line());
    const begun = await world.ask('/v1/message-batches', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: file(rows),
      signal: hangUp.signal,
    });
    expect(begun.status).toBe(200);
    hangUp.abort();
    let next = await world.send(file([line()]));
    while (next.status === 429) {
      await new Promise((resolve) => setImmediate(resolve));
      next = await world.send(file([line()]));
    }
    expect(next.status).toBe(200);
  });

  it('of many lines is worked through within bounded memory', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => line({ vnummer: String(9999100000 + n), grond: 'onzin' }));
    const before = process.memoryUsage().heapUsed;
    const results = await world.resultsOf(file(rows));
    expect(new Set(statuses(results))).toEqual(new Set(['refused']));
    expect((process.memoryUsage().heapUsed - before) / MIB).toBeLessThan(200);
  });

  it('is described where the door is described, column by column', async () => {
    const document = (await (await world.ask('/openapi.json', {}, null)).json()) as {
      paths: Record<
        string,
        { post?: { requestBody: { content: Record<string, { schema: { description: string } }> } } }
      >;
    };
    const { description } = document.paths['/message-batches']!.post!.requestBody.content['text/csv']!.schema;
    for (const column of LIST_COLUMNS) expect(description).toContain(`\`${column}\``);
  });

  it('leaves no value of it in the log', () => {
    expect(world.logged.length).toBeGreaterThan(0);
    expect(world.logged.join('')).not.toMatch(new RegExp(`${CANARY}|\\b99990\\d{5}\\b|Voorbeeld`));
  });
});

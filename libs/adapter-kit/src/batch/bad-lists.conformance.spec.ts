import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { memoryRuntime } from '../conformance/memory-runtime.fake.js';
import { loadAdapterModule } from '../host/load-adapter-module.js';
import { startAdapter } from '../host/start-adapter.js';
import { LIST_COLUMNS, file, line, listWorld, row, type ListWorld } from './list-world.fake.js';

const CANARY = 'Canary-7f3a';
const MIB = 1024 * 1024;

/** Numbers are those of the project's table of bad inputs. */
describe('a list of messages, given badly', () => {
  let world: ListWorld;
  beforeAll(async () => {
    world = await listWorld();
  });
  afterAll(() => world.close());
  const refusal = async (body: string | Uint8Array, headers?: Record<string, string>) => {
    const response = await world.send(body, headers);
    const text = await response.text();
    expect(text).not.toContain(CANARY);
    const { code, errors = [] } = JSON.parse(text) as { code: string; errors?: { pointer: string; code: string }[] };
    return { status: response.status, code, errors: errors.map((error) => [error.pointer, error.code]) };
  };

  it.each([
    ['nothing', '', [['', 'empty']]],
    ['a header row alone', LIST_COLUMNS.join(';'), [['', 'empty']]],
    ['no header row', row(line()), [['', 'empty']]],
    ['a quotation mark that is never closed', `${LIST_COLUMNS.join(';')}\r\n"${CANARY};x`, [['', 'not-csv']]],
    ['a line of a megabyte', `${LIST_COLUMNS.join(';')}\r\n"${'x'.repeat(MIB)}"`, [['', 'not-csv']]],
    ['a column that nobody knows', file([line()]).replace('kenmerk;', `kenmerk;${CANARY};`), [['', 'unknown-column']]],
    ['a column twice', file([line()]).replace('kenmerk;', 'kenmerk;kenmerk;'), [['kenmerk', 'repeated-column']]],
    [
      'a column too few',
      file([line()]).replace('grond;', `${CANARY};`),
      [
        ['grond', 'missing-column'],
        ['', 'unknown-column'],
      ],
    ],
    ['a prototype for a column', file([line()]).replace('kenmerk;', 'kenmerk;__proto__;'), [['', 'unknown-column']]],
    ['twenty thousand and one lines', `${LIST_COLUMNS.join(';')}${'\r\nx'.repeat(20_001)}`, [['', 'too-many-lines']]],
    ['JSON', '{"specversion":"1.0"}\r\n{}', expect.any(Array)],
  ])('is refused as a whole when it is %s', async (_title, body, errors) => {
    const before = world.caseLog().length;
    expect(await refusal(body)).toEqual({ status: 400, code: 'invalid-content', errors });
    expect(world.caseLog()).toHaveLength(before);
  });

  it('9: is refused when its bytes are no UTF-8', async () => {
    const latin = Buffer.from(file([line({ geslachtsnaam: 'Zoë' })]), 'latin1');
    expect(await refusal(latin)).toEqual({ status: 400, code: 'invalid-content', errors: [['', 'encoding']] });
    expect((await refusal(Buffer.from(`\ufeff${file([line()])}`, 'utf16le'))).status).toBe(400);
  });

  it('1: is refused over 5 MiB, before it is read', async () => {
    expect((await world.send(Buffer.alloc(5 * MIB + 1, 0x41))).status).toBe(413);
  });

  it('3, 4, 15: is refused in another media type, and compressed', async () => {
    for (const type of [
      'application/json',
      'application/cloudevents+json',
      'text/plain',
      'text/csv; charset=utf-16',
      'application/xml',
    ])
      expect([type, (await world.send(file([line()]), { 'content-type': type })).status]).toEqual([type, 415]);
    expect((await world.send(file([line()]), { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('is no way in for those who may not send its messages', async () => {
    expect((await world.send(file([line()]), {}, null)).status).toBe(401);
    expect((await world.send(file([line()]), {}, 'COA')).status).toBe(401);
    const { oin } = world.runtime.contracts.partners.byId('ind')!;
    const narrow = world.runtime.trust.token(oin, 'ind-adapter', ['read:status', 'send:M02']);
    expect(await refusal(file([line()]), { authorization: `Bearer ${narrow}` })).toMatchObject({
      status: 403,
      code: 'scope-missing',
    });
    const headers = { 'content-type': 'text/csv' };
    const asMessage = await world.ask('/v1/messages', { method: 'POST', headers, body: file([line()]) });
    expect(asMessage.status).toBe(415);
  });

  it('has no place at a door that declares none', async () => {
    const own = await memoryRuntime();
    const running = await startAdapter(await loadAdapterModule('coa-adapter'), own, '127.0.0.1', 0);
    const { fetch, headers } = own.credentials('COA', 'coa-adapter');
    const answer = await fetch(`${running.url}/v1/message-batches`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/csv' },
      body: file([line()]),
    });
    expect(answer.status).toBe(415);
    await running.close();
    await own.log.close();
  });

  it('leaves no value of it in the log', () => {
    expect(world.logged.length).toBeGreaterThan(0);
    expect(world.logged.join('')).not.toMatch(new RegExp(`${CANARY}|\\b99990\\d{5}\\b|Voorbeeld`));
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  findAdapterIds,
  loadAdapterDefinition,
  readEvent,
  readManifest,
  writeEvent,
  type AgencyFormat,
} from '#lib/adapter-kit';
import { loadContracts, type ContractCode } from '#lib/contracts';
import type { ControlCode, MessageCode } from '#lib/domain';

const ROOT = resolve(import.meta.dirname, '../..');
const contracts = loadContracts({ root: ROOT });

type Event = Readonly<Record<string, unknown>>;

/**
 * `apps/<id>/fixtures`: one message, one file per stage. `1-received`: what the agency's system sends; `2-canonical`: the same event in the hub's
 * own words; `3-delivered`: what the agency's system gets. Written down, so that a reader sees the journey and a change of a word is seen to be one.
 */
describe.each(findAdapterIds(ROOT).filter(isStaged))('the fixtures of %s', (id) => {
  const { endpoints } = readManifest(id, ROOT);
  const fixtures = readdirSync(folderOf(id));
  const stage = (slug: string, name: string): string | undefined =>
    fixtures.find((file) => file.startsWith(`${slug}.${name}.`));
  const textOf = (file: string): string => readFileSync(join(folderOf(id), file), 'utf8');
  // Other files, such as a list in CSV, are there too.
  const slugs = [...new Set(fixtures.flatMap((file) => /^([^.]+)\.[123]-/.exec(file)?.[1] ?? []))];
  const spoken = async (slug: string): Promise<{ format: AgencyFormat; code: ContractCode; event: Event }> => {
    const code = contracts.message(slug)!.code;
    const { endpoint } = endpoints.find(({ sends, receives, controls }) =>
      [...sends, ...receives, ...controls].includes(code as MessageCode),
    )!;
    const definition = await loadAdapterDefinition(id);
    const { format } = definition.endpoints.find((one) => one.endpoint === endpoint)!;
    return { format, code, event: JSON.parse(textOf(`${slug}.2-canonical.json`)) as Event };
  };

  it('are of at least two messages that it sends or gets, each whole', () => {
    expect(slugs.length).toBeGreaterThanOrEqual(2);
    for (const slug of slugs) {
      expect([slug, fixtures.includes(`${slug}.2-canonical.json`)]).toEqual([slug, true]);
      expect([slug, stage(slug, '1-received') ?? stage(slug, '3-delivered')]).not.toEqual([slug, undefined]);
    }
  });

  // The test above sees to it that each is one of the two at least.
  it.each(slugs)('%s: what is received means what is written', async (slug) => {
    const file = stage(slug, '1-received');
    if (file === undefined) return;
    const { format, code, event } = await spoken(slug);
    const body = Buffer.from(textOf(file));
    expect(readEvent(contracts, format, body)).toEqual({ ok: true, value: event });
    const { data, purpose, legalbasis, time } = event as {
      data: Event;
      purpose?: string;
      legalbasis?: string;
      time: string;
    };
    const envelope = { purpose: purpose ?? null, legalBasis: legalbasis?.split(',') ?? [], time };
    const validated = contracts.validate(code, data, envelope);
    expect(validated).toMatchObject({ ok: true, content: data });
  });

  it.each(slugs)('%s: what is delivered says what is written', async (slug) => {
    const file = stage(slug, '3-delivered');
    if (file === undefined) return;
    const { format, code, event } = await spoken(slug);
    const composed = writeEvent(format, code as MessageCode | ControlCode, event);
    const written = composed.ok ? composed.body.toString('utf8') : JSON.stringify(composed);
    if (file.endsWith('.json')) expect(JSON.parse(written)).toEqual(JSON.parse(textOf(file)));
    else expect(written.trim()).toBe(textOf(file).trim());
  });
});

/** XML's fixtures are of another form and have a spec of their own. */
function isStaged(id: string): boolean {
  return existsSync(folderOf(id)) && readdirSync(folderOf(id)).some((name) => name.includes('.2-canonical.'));
}

function folderOf(id: string): string {
  return join(ROOT, 'apps', id, 'fixtures');
}

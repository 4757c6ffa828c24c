import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ControlCode, MessageCode } from '#lib/domain';
import { projectRoot } from '#lib/platform';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { readEvent } from '../definition/read-event.js';
import { writeEvent } from '../definition/write-event.js';
import { xmlFormat } from './xml.format.js';

const contracts = testContracts();

/** `<name>.xml` as the agency writes or gets it, `<name>.canonical.json` the same in the hub's own terms. */
describe.each([
  ['police-adapter', 'politie-xml'],
  ['dji-adapter', 'dji-xml'],
])('the examples of %s', (app, name) => {
  const folder = join(projectRoot(), 'apps', app, 'fixtures');
  const format = xmlFormat(name, app);
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.xml$/.exec(file)?.[1] ?? []);
  const canonical = (one: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(folder, `${one}.canonical.json`), 'utf8')) as Record<string, unknown>;

  it('are at least two in each direction', () => {
    expect(names.filter((one) => one.startsWith('sent-')).length).toBeGreaterThanOrEqual(2);
    expect(names.filter((one) => one.startsWith('delivered-')).length).toBeGreaterThanOrEqual(2);
  });

  it.each(names)('mean the same in XML and in the hub’s own terms: %s', (one) => {
    const xml = readFileSync(join(folder, `${one}.xml`));
    const { datacontenttype: _implied, ...event } = canonical(one);
    expect(readEvent(contracts, format, xml)).toEqual({ ok: true, value: event });
    const written = writeEvent(format, contracts.message(String(event.type))!.code as MessageCode | ControlCode, event);
    expect(written.ok && written.body.toString('utf8').trim()).toBe(
      xml.toString('utf8').replace(/>\s+</g, '><').replace('?><', '?>\n<').trim(),
    );
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ControlCode, MessageCode } from '#lib/domain';
import type { AgencyFormat } from '../../definition/agency-format.js';
import { readEvent } from '../../definition/read-event.js';
import { writeEvent } from '../../definition/write-event.js';
import type { AdapterUnderTest } from '../adapter-under-test.js';
import type { ConformanceCheck } from '../conformance-check.js';
import { Findings } from '../findings.js';

/** Documents as the agency writes and gets them, kept beside the same in the hub's own terms. */
export const FIXTURE_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'fixtures-staged',
    title: 'has examples of what the agency sends and gets, each meaning the same in its own words and in the hub’s',
    needs: ['folder', 'code'],
    hint: 'fixtures/<message>.1-received.json (or .xml): as the agency’s system writes it; <message>.2-canonical.json: the same as a canonical event; <message>.3-delivered.json: as it gets it. Two messages at least, invented people only.',
    run: (adapter) => {
      const found = new Findings();
      const staged = stagedIn(join(adapter.folder ?? '', 'fixtures'));
      const messages = new Set(staged.map(({ canonical }) => String(canonical.type)));
      found.holds(messages.size >= 2, `fixtures: examples of ${messages.size} messages, at least 2 wanted`);
      for (const one of staged)
        found.holds(agrees(adapter, one), `fixtures/${one.name}: says something else than its canonical event`);
      return Promise.resolve(found.all());
    },
  },
];

interface Staged {
  readonly name: string;
  readonly own: Buffer;
  readonly canonical: Readonly<Record<string, unknown>>;
}

/** The canonical file of `<message>.1-received.json` is `<message>.2-canonical.json`, and that of `sent-<message>.xml` is `sent-<message>.canonical.json`. */
function stagedIn(folder: string): readonly Staged[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).sort();
  return files.flatMap((file) => {
    if (/\b(2-)?canonical\.json$/.test(file)) return [];
    const [stem = ''] = file.split('.');
    const partner = files.find((one) => one === `${stem}.2-canonical.json` || one === `${stem}.canonical.json`);
    // Without one it is something else (a list, a note), and no business of this check.
    if (partner === undefined) return [];
    const canonical = JSON.parse(readFileSync(join(folder, partner), 'utf8')) as Staged['canonical'];
    return [{ name: file, own: readFileSync(join(folder, file)), canonical }];
  });
}

/** Read, it is the canonical event; written and read again, too. Spacing and the order of members mean nothing. */
function agrees({ adapter, contracts }: AdapterUnderTest, { own, canonical }: Staged): boolean {
  const code = contracts.message(String(canonical.type))?.code as MessageCode | ControlCode | undefined;
  if (code === undefined) return false;
  const { datacontenttype: _implied, ...event } = canonical;
  return (adapter?.definition.endpoints ?? []).some(({ format }) => {
    const written = writeEvent(format, code, event);
    return written.ok && means(contracts, format, own, event) && means(contracts, format, written.body, event);
  });
}

function means(contracts: AdapterUnderTest['contracts'], format: AgencyFormat, body: Buffer, event: unknown): boolean {
  const read = readEvent(contracts, format, body);
  if (!read.ok) return false;
  const { datacontenttype: _implied, ...said } = read.value;
  return isDeepStrictEqual(said, event);
}

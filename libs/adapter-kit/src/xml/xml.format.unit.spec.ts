import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '#lib/contracts';
import type { Content, MessageCode, Party } from '#lib/domain';
import { topicNames } from '#lib/platform';
import { testContracts } from '../conformance/memory-runtime.fake.js';
import { routerRecord } from '../conformance/router-record.js';
import { sampleEvent } from '../conformance/sample-event.js';
import { readEvent } from '../definition/read-event.js';
import { writeEvent } from '../definition/write-event.js';
import { readManifest } from '../manifest/find-manifests.js';
import { pushedEvent } from '../outbound/pushed-event.js';
import { xmlFormat } from './xml.format.js';

const contracts = testContracts();
const topics = topicNames('spec');

/** What the router writes for this recipient of this content, as the event that is pushed. */
function delivered(code: MessageCode, recipient: Party, content: Content): Record<string, unknown> {
  const record = routerRecord(contracts, topics, code, recipient, content, 1);
  const decoded = contracts.decodeDelivery(record.value);
  return pushedEvent(record.headers, decoded.ok ? decoded.content : null);
}

describe.each([
  ['police-adapter', 'politie-xml'],
  ['dji-adapter', 'dji-xml'],
])('the XML of %s', (app, name) => {
  const format = xmlFormat(name, app);
  const { endpoints } = readManifest(app);
  const parties = endpoints.map((one) => ({ ...one, party: { endpoint: one.endpoint, unit: null } }));

  it('carries every message that may be sent there and back, whatever is in it', () => {
    for (const { party, sends, controls } of parties) {
      for (const code of [...sends, ...controls]) {
        fc.assert(
          fc.property(fc.integer(), (seed) => {
            const event = sampleEvent(contracts, code, party, seededRandom(seed));
            const written = writeEvent(format, code, event);
            expect([code, written.ok ? [] : written.errors]).toEqual([code, []]);
            const { datacontenttype: _implied, ...rest } = event;
            expect(written.ok && readEvent(contracts, format, written.body)).toEqual({ ok: true, value: rest });
          }),
          { numRuns: 5 },
        );
      }
    }
  });

  it('carries every message that may be received, with all that any rule lets through and with none of it', () => {
    for (const { party, receives } of parties) {
      for (const code of receives) {
        fc.assert(
          fc.property(fc.integer(), fc.boolean(), (seed, full) => {
            const event = delivered(code, party, contracts.sample(code, seededRandom(seed), {}, { full }));
            const { vNumber, person } = event.data as Content;
            for (const data of [event.data, { vNumber, person }]) {
              const written = writeEvent(format, code, { ...event, data });
              expect([code, written.ok ? [] : written.errors]).toEqual([code, []]);
              const { datacontenttype: _implied, ...rest } = event;
              expect(written.ok && readEvent(contracts, format, written.body)).toEqual({
                ok: true,
                value: { ...rest, data },
              });
            }
          }),
          { numRuns: 3 },
        );
      }
    }
  });

  it('has V-number and person in every delivery, as its XSD asks: no rule makes them optional', () => {
    for (const { endpoint, receives } of endpoints) {
      for (const code of receives) {
        const schema = contracts.recipientSchema(code, endpoint);
        const optional = schema?.avro.fields.filter(({ name: field }) => ['vNumber', 'person'].includes(field));
        expect([code, optional?.map(({ type }) => Array.isArray(type))]).toEqual([code, [false, false]]);
      }
    }
  });

  it('names the place of every field by a path that leads to it', () => {
    for (const { party, sends } of parties) {
      for (const code of sends) {
        const event = sampleEvent(contracts, code, party, seededRandom(5));
        const written = writeEvent(format, code, event);
        const text = written.ok ? written.body.toString('utf8') : '';
        for (const field of Object.keys(event.data as object)) {
          const path = format.locate(code, `/data/${field}`);
          expect(path.split('/').length).toBe(5);
          expect(text).toContain(`<${path.split('/').at(-1)}`);
        }
      }
    }
  });
});

describe('the XML of the police', () => {
  const format = xmlFormat('politie-xml', 'police-adapter');
  const police: Party = { endpoint: 'POL', unit: null };
  const event = sampleEvent(contracts, 'M13', police, seededRandom(1), {
    checkMethod: 'ADRESCONTROLE',
    person: {
      familyName: 'Fictief <&> "B"',
      birthDate: '1990-00-00',
      sex: 'V',
      nationalities: [{ brpTable32: '0137' }],
    },
  });
  const text = (changes: Record<string, unknown> = {}): string => {
    const written = writeEvent(format, 'M13', { ...event, ...changes });
    return written.ok ? written.body.toString('utf8') : JSON.stringify(written.errors);
  };
  const errorsOf = (xml: string): unknown => {
    const read = format.parse(Buffer.from(xml, 'utf8'), 'in');
    return read.ok ? [] : read.errors.map(({ pointer, code }) => [pointer, code]);
  };

  it('says it in words of its own', () => {
    expect(text()).toContain('<soort>berichtVanVertrek</soort>');
    expect(text()).toContain('<achternaam>Fictief &lt;&amp;&gt; "B"</achternaam>');
    expect(text()).toContain('<geslacht>VROUW</geslacht>');
    expect(text()).not.toContain('familyName');
  });

  it('answers a fault of form with its path and line, all at once, without the value', () => {
    const faulty = text()
      .replace('<inhoud>', '\n<inhoud>')
      .replace(/<vreemdelingnummer>\d+/, '<vreemdelingnummer>CANARY-1')
      .replace('VROUW', 'CANARY-2')
      .replace('</berichtVanVertrek>', '<CANARY-3>x</CANARY-3></berichtVanVertrek>');
    const read = format.parse(Buffer.from(faulty, 'utf8'), 'in');
    expect(read.ok ? [] : read.errors).toEqual([
      {
        pointer: '/bericht/inhoud/berichtVanVertrek/vreemdelingnummer',
        code: expect.any(String),
        message: expect.stringContaining('(line 3)'),
      },
      expect.objectContaining({ pointer: '/bericht/inhoud/berichtVanVertrek/betrokkene/geslacht', code: 'enum' }),
      expect.objectContaining({
        pointer: expect.stringMatching(/^\/bericht\/inhoud\/berichtVanVertrek\/\*\[\d+\]$/),
        code: 'unexpected-element',
      }),
    ]);
    expect(JSON.stringify(read)).not.toContain('CANARY');
  });

  it('says what is missing by the names of the schema', () => {
    const read = format.parse(Buffer.from(text().replace(/<kenmerk>.*?<\/kenmerk>/, ''), 'utf8'), 'in');
    expect(read.ok ? [] : read.errors[0]).toMatchObject({ pointer: '/bericht/kop/soort', code: 'unexpected-element' });
    const cut = text().replace(/<controlewijze>.*$/s, '</berichtVanVertrek></inhoud></bericht>');
    const lacking = format.parse(Buffer.from(cut, 'utf8'), 'in');
    expect(lacking.ok ? [] : lacking.errors.at(-1)).toMatchObject({
      pointer: '/bericht/inhoud/berichtVanVertrek',
      code: 'required',
      message: expect.stringContaining('controlewijze'),
    });
  });

  it('refuses a header that names another message than the one that follows', () => {
    const other = text().replace('<soort>berichtVanVertrek', '<soort>terugkeerbesluit');
    expect(errorsOf(other)).toEqual([['/bericht/kop/soort', 'kind-mismatch']]);
  });

  it('takes no delivery of the hub for a message to it', () => {
    const written = writeEvent(format, 'M02', delivered('M02', police, contracts.sample('M02', seededRandom(2))));
    expect(written.ok && format.parse(written.body, 'out').ok).toBe(true);
    expect(written.ok && format.parse(written.body, 'in').ok).toBe(false);
  });

  it('refuses to write what its own schema refuses: such a message is never sent', () => {
    const sent = delivered('M02', police, contracts.sample('M02', seededRandom(2)));
    const long = { ...(sent.data as Content), caseNumber: 'x'.repeat(33) };
    expect(writeEvent(format, 'M02', { ...sent, data: long })).toMatchObject({
      ok: false,
      errors: [{ code: 'maxLength' }, { code: 'pattern' }],
    });
    const { vNumber: _gone, ...without } = sent.data as Content;
    expect(writeEvent(format, 'M02', { ...sent, data: without }).ok).toBe(false);
    expect(writeEvent(format, 'M02', { ...sent, data: { ...long, unheardOf: 1 } }).ok).toBe(false);
    expect(writeEvent(format, 'M02', { ...sent, unheardof: 'x' }).ok).toBe(false);
  });

  it('keeps every character that a text may hold', () => {
    const narrative = 'CR\r LF\n TAB\t \u00a0 \u{1f600} é ]]> &amp; <!-- --> “”';
    const odd = sampleEvent(contracts, 'M44', police, seededRandom(4), { indicators: narrative });
    const written = writeEvent(format, 'M44', odd);
    const read = written.ok ? readEvent(contracts, format, written.body) : null;
    expect((read?.value?.data as Content | undefined)?.indicators).toBe(narrative);
  });

  it('names fields that a sender withholds in the sender’s words', () => {
    const xml = text({ withhold: 'lastKnownLocation,checkMethod', onlyfor: 'DTV,IND' });
    expect(xml).toContain('<nietVerstrekken>laatstBekendeLocatie</nietVerstrekken>');
    const read = format.parse(Buffer.from(xml, 'utf8'), 'in');
    expect(read.ok && read.document.attributes).toMatchObject({
      withhold: 'lastKnownLocation,checkMethod',
      onlyfor: 'DTV,IND',
    });
  });
});

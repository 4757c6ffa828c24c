import { join } from 'node:path';
import { ENDPOINTS, emptyFacts, type Party } from '#lib/domain';
import { describe, expect, it } from '@jest/globals';
import { accessOf, compileRules, loadRuleSet, maskableFields, decide, type Question } from '#lib/exchange-rules';
import { loadContracts, loadHubContracts, seededRandom } from '#lib/contracts';
import { maskOf } from './masks.js';

const root = process.cwd();
const bare = loadContracts({ root });
const rules = compileRules(bare.catalogue, loadRuleSet(join(root, 'schemas/rules/2026-11-01'), bare.catalogue));
const contracts = bare.withAccess(accessOf(rules));
const MESSAGES = contracts.catalogue.messages;

describe('recipient schemas under the rules in force', () => {
  it('hold exactly the fields that some fact opens', () => {
    const access = accessOf(rules);
    for (const { code, fields } of MESSAGES) {
      for (const endpoint of ENDPOINTS) {
        const allowed = fields.map(({ name }) => name).filter((name) => access(code, endpoint, name) !== 'never');
        expect(contracts.recipientSchema(code, endpoint)?.fields ?? []).toEqual(allowed);
      }
    }
  });

  it('never show a mission a V-number, and clinical matter to nobody but doctors', () => {
    for (const { code, fields } of MESSAGES) {
      for (const endpoint of ENDPOINTS) {
        const shown = new Set(contracts.recipientSchema(code, endpoint)?.fields);
        if (endpoint === 'EMB') expect(shown.has('vNumber')).toBe(false);
        if (endpoint === 'BMA' || endpoint === 'MED') continue;
        for (const field of fields)
          if (field.class === 'MD') expect([code, endpoint, shown.has(field.name)]).toEqual([code, endpoint, false]);
      }
    }
  });

  it('mask the fields that the rules mask', () => {
    for (const message of MESSAGES) {
      const masked = maskableFields(message).map(({ field }) => field);
      for (const { name } of message.fields) {
        const file = contracts.message(message.code)?.avro.fields.find((field) => field.name === name);
        const type = Array.isArray(file?.type) ? (file.type[1] as unknown) : file?.type;
        const reference = typeof type === 'object' && (type as { name?: string }).name === 'LocationRef';
        const avroType = reference ? 'nl.vreemdelingenketen.terugkeerzaken.types.LocationRef' : type;
        expect([message.code, name, maskOf(name, avroType) !== null]).toEqual([
          message.code,
          name,
          masked.includes(name),
        ]);
      }
    }
  });

  it('are what hub and adapters load, and deliveries of an older rule set stay readable', () => {
    const hub = loadHubContracts(root);
    expect(hub.recipientSchema('M06', 'COA')).toEqual(contracts.recipientSchema('M06', 'COA'));
    const wide = (): 'gated' => 'gated';
    const both = bare.withAccess(accessOf(rules), wide);
    const value = contracts.encode('M06', contracts.sample('M06', seededRandom(1)));
    const cell = { removed: ['narrative'], masked: [] };
    expect(both.decodeDelivery(contracts.project(value, 'M06', 'COA', cell))).toMatchObject({
      ok: true,
      endpoint: 'COA',
    });
    expect(both.recipientSchema('M06', 'COA')?.fields).toContain('narrative');
    expect(both.registry.versions('coa.departure-interview-report')).toEqual([1, 2]);
  });

  it('take every cell that the rules decide', () => {
    let delivered = 0;
    for (const message of MESSAGES) {
      const content = contracts.sample(message.code, seededRandom(9), {}, { full: true });
      const value = contracts.encode(message.code, content);
      for (const endpoint of message.senders) {
        const sender: Party = { endpoint, unit: endpoint === 'GEM' ? '0599' : endpoint === 'EMB' ? 'NG' : null };
        const question: Question = {
          message: message.code,
          sender,
          facts: emptyFacts(),
          at: '2026-11-20T10:00:00.000Z',
          content,
          envelope: { wpgArticle: null, onlyFor: null, withhold: [] },
          rejection: null,
          lists: contracts.lists,
        };
        for (const cell of decide(rules, question)) {
          if (cell.refusal !== null) continue;
          delivered++;
          const bytes = contracts.project(value, message.code, cell.recipient, cell, { reference: 'ABC234' });
          expect(
            bytes.equals(contracts.projectByObject(value, message.code, cell.recipient, cell, { reference: 'ABC234' })),
          ).toBe(true);
          const read = contracts.decodeDelivery(bytes);
          for (const field of cell.removed)
            expect(read.ok && field in read.content && field !== 'caseNumber').toBe(false);
        }
      }
    }
    expect(delivered).toBeGreaterThan(200);
  });
});

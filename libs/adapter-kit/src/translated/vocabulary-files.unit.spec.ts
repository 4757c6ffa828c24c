import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseEnvelopeFile } from './envelope-file.js';
import { parseFormatFile } from './format-file.js';
import { readDialect } from './read-dialect.js';

describe('the files of a vocabulary', () => {
  it('must say how the format is called and how it writes, and every fault is named', () => {
    const wrong = { name: 'COA', language: 'de', mediaType: 'text/plain', names: 'Pascal', dates: 'x', times: 'x' };
    expect(() => parseFormatFile('coa-adapter', { ...wrong, booleans: ['ja', 'ja'] })).toThrow(
      'Reading apps/coa-adapter/vocabulary/format.json: name must end in -json; language must be nl or en; ' +
        'mediaType must be one of JSON; dates must be one of yyyy-mm-dd, dd-mm-yyyy, dd-mmm-yyyy; ' +
        'times must be one of utc, amsterdam; names must be camelCase or snake_case; booleans must be two different words.',
    );
    expect(() => parseFormatFile('coa-adapter', null)).toThrow('name must end in -json');
  });

  it('must give the envelope’s attributes places and kinds that exist', () => {
    const attributes = { id: { at: 'a//b', as: 'text' }, type: { at: 'soort', as: 'kleur' } };
    expect(() => parseEnvelopeFile('coa-adapter', { data: '', attributes, fixed: { specversion: 1 } })).toThrow(
      /data must be a place.*attributes\.id\.at must be a place.*attributes\.type\.as must be one of.*fixed\.specversion/s,
    );
    expect(() => parseEnvelopeFile('coa-adapter', [])).toThrow('data must be a place');
  });

  describe('when one is missing', () => {
    let root: string;
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'schakel-vocabulary-'));
    });
    afterEach(() => rmSync(root, { recursive: true }));

    it('say which', () => {
      expect(() => readDialect('coa-adapter', root)).toThrow(
        'Reading a vocabulary: apps/coa-adapter/vocabulary/format.json is missing or no JSON.',
      );
      mkdirSync(join(root, 'apps/coa-adapter/vocabulary'), { recursive: true });
      writeFileSync(join(root, 'apps/coa-adapter/vocabulary/format.json'), '{');
      expect(() => readDialect('coa-adapter', root)).toThrow('format.json is missing or no JSON');
    });
  });
});

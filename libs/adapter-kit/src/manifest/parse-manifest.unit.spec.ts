import { describe, expect, it } from '@jest/globals';
import { parseManifest } from './parse-manifest.js';

const MANIFEST = {
  id: 'coa-adapter',
  agency: 'COA',
  description: 'Door.',
  owner: 'desk',
  status: 'development',
  endpoints: [
    {
      endpoint: 'COA',
      unit: null,
      transport: 'push',
      format: 'canonical-json',
      sends: ['M09'],
      receives: ['M02'],
      controls: ['H2'],
    },
  ],
  secrets: ['push-keys'],
  docs: 'README.md',
};

describe('parseManifest', () => {
  it('takes a manifest of the published form', () => {
    expect(parseManifest('coa-adapter', MANIFEST)).toEqual({ ok: true, manifest: MANIFEST });
  });

  it('names every fault at once', () => {
    const endpoints = [{ ...MANIFEST.endpoints[0], unit: 'country', sends: ['X1'], controls: ['H9'], extra: 1 }];
    expect(parseManifest('ind-adapter', { ...MANIFEST, owner: '', status: 'done', endpoints, colour: 'red' })).toEqual({
      ok: false,
      errors: [
        'colour: unknown',
        'owner: expected a text',
        'id: must equal the folder name ind-adapter',
        'status: expected draft, development, pilot or production',
        'endpoints[0].extra: unknown',
        'endpoints[0].unit: only GEM and EMB have units',
        'endpoints[0].sends: expected a list of message codes',
        'endpoints[0].controls: expected a list of H1, H2, H7',
      ],
    });
  });

  it('takes pull, and units that are reached in another way where there are units', () => {
    const gem = { ...MANIFEST.endpoints[0], endpoint: 'GEM', unit: 'municipality', transport: 'pull' };
    const manifest = { ...MANIFEST, endpoints: [{ ...gem, unitTransports: { '0599': 'push' } }] };
    expect(parseManifest('coa-adapter', manifest)).toEqual({ ok: true, manifest });
    const wrong = [
      { ...gem, unitTransports: { '0599': 'post' } },
      { ...MANIFEST.endpoints[0], unitTransports: {}, transport: 'x' },
    ];
    expect(parseManifest('coa-adapter', { ...MANIFEST, endpoints: wrong })).toEqual({
      ok: false,
      errors: [
        'endpoints[0].unitTransports.0599: expected push or pull',
        'endpoints[1].transport: expected push or pull',
        'endpoints[1].unitTransports: only GEM and EMB have units',
      ],
    });
  });

  it.each([[null], [[]], ['text'], [{}]])('refuses %j', (json) => {
    expect(parseManifest('coa-adapter', json).ok).toBe(false);
  });
});

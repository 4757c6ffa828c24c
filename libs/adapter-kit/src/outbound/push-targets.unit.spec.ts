import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { filePushTargets, type PushTargets } from './push-targets.js';

describe('filePushTargets', () => {
  let folder: string;
  let now = 0;
  let faults: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schakel-targets-'));
    now = 0;
    faults = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const keys = new Map([
    ['COA', 'coa-key'],
    ['IOM', 'iom-key'],
    ['GEM:0599', 'rotterdam-key'],
  ]);
  const coa = { endpoint: 'COA', unit: null } as const;
  const iom = { endpoint: 'IOM', unit: null } as const;
  const rotterdam = { endpoint: 'GEM', unit: '0599' } as const;
  const write = (name: string, content: unknown): void => {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    now += 2000;
  };
  const targets = (): PushTargets =>
    filePushTargets({
      stateFolder: folder,
      keys,
      monotonic: () => now,
      onFault: (recipient, fault) => faults.push(`${recipient}: ${fault}`),
    });

  it('is the simulator unless an operator named an address', () => {
    write('simulator.json', { url: 'http://127.0.0.1:7040', inbox: 'https://127.0.0.1:7041' });
    write('push-targets.json', { 'GEM:0599': 'https://rotterdam.example/in' });
    expect(targets().targetOf(coa)).toEqual({
      url: new URL('https://127.0.0.1:7041/inbox/COA/-'),
      key: 'coa-key',
      ca: null,
      network: { privateRanges: ['127.0.0.0/8'] },
    });
    expect(targets().targetOf(rotterdam)).toEqual({
      url: new URL('https://rotterdam.example/in'),
      key: 'rotterdam-key',
      ca: null,
      network: { privateRanges: [] },
    });
    expect(faults).toEqual([]);
  });

  it('takes a key, an authority and a private network of the entry’s own', () => {
    write('coa-ca.pem', 'the authority');
    write('push-targets.json', {
      COA: {
        url: 'https://10.20.30.4:9443/in',
        key: 'k'.repeat(20),
        ca: 'coa-ca.pem',
        network: 'private',
        ranges: ['10.20.30.0/24'],
      },
    });
    expect(targets().targetOf(coa)).toEqual({
      url: new URL('https://10.20.30.4:9443/in'),
      key: 'k'.repeat(20),
      ca: 'the authority',
      network: { privateRanges: ['10.20.30.0/24'] },
    });
  });

  it('holds a recipient to the rate of its entry', () => {
    write('push-targets.json', {
      COA: { url: 'https://coa.example/in', perSecond: 5 },
      GEM: { url: 'https://municipalities.example/in', perSecond: 2 },
      IOM: 'https://iom.example/in',
    });
    expect([coa, rotterdam, iom].map((one) => targets().rateOf(one))).toEqual([5, 2, null]);
    expect(faults).toEqual([]);
  });

  it.each([
    { url: 'https://agency.example/', perSecond: 0 },
    { url: 'https://agency.example/', perSecond: 0.5 },
    { url: 'https://agency.example/', perSecond: '5' },
    'https://127.0.0.1/',
    'http://agency.example/',
    'https://169.254.169.254/',
    { url: 'https://10.20.30.4/' },
    { url: 'https://10.20.30.4/', network: 'private' },
    { url: 'https://10.20.31.4/', network: 'private', ranges: ['10.20.30.0/24'] },
    { url: 'https://10.20.30.4/', network: 'private', ranges: ['0.0.0.0/0'] },
    { url: 'https://agency.example/', ranges: ['10.0.0.0/8'] },
    { url: 'https://agency.example/', key: 'short' },
    { url: 'https://agency.example/', key: 'line\r\nbreak-in-a-header' },
    { url: 'https://agency.example/', insecure: true },
    { key: 'k'.repeat(20) },
    { url: 'https://agency.example/', ca: 'not-there.pem' },
    null,
    7,
  ])('53: uses no bad entry, and never the simulator in its place: %j', (entry) => {
    write('simulator.json', { inbox: 'https://127.0.0.1:7041' });
    write('push-targets.json', { COA: entry });
    expect(targets().targetOf(coa)).toBeNull();
    expect(targets().targetOf(iom)).not.toBeNull();
    expect(faults.join('\n')).not.toMatch(/127\.|10\.20\.3\d\.4|agency\.example|kkkk|short/);
  });

  it('pushes nothing to anybody from a file that can’t be read', () => {
    write('simulator.json', { inbox: 'https://127.0.0.1:7041' });
    for (const content of ['{', '[]', 'null', '"text"']) {
      write('push-targets.json', content);
      expect([targets().targetOf(coa), targets().targetOf(iom)]).toEqual([null, null]);
    }
    expect(faults[0]).toContain('it is no JSON object');
  });

  it('leaves to others what is carried otherwise', () => {
    write('simulator.json', { inbox: 'https://127.0.0.1:7041' });
    write('push-targets.json', { COA: 'kafka' });
    expect([targets().targetOf(coa), faults]).toEqual([null, []]);
  });

  it('is nobody without an address, without a key, or with a simulator that is elsewhere', () => {
    const known = targets();
    expect(known.targetOf(coa)).toBeNull();
    for (const inbox of ['file:///etc/passwd', 'https://elsewhere.example', 'http://127.0.0.1:7041']) {
      write('simulator.json', { inbox });
      expect(known.targetOf(coa)).toBeNull();
    }
    write('simulator.json', { inbox: 'https://127.0.0.1:7041' });
    expect(known.targetOf(coa)).not.toBeNull();
    expect(known.targetOf({ endpoint: 'VWN', unit: null })).toBeNull();
  });
});

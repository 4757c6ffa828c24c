import { describe, expect, it } from '@jest/globals';
import { exampleOf } from './example-of.js';

describe('exampleOf', () => {
  it('gives what an agency sends, in its own words and in the hub’s', async () => {
    const { stage, extension, own, canonical, slug } = await exampleOf('coa', 'M08', 1);
    expect([stage, extension, slug]).toEqual(['1-received', 'json', 'chain-consultation-item']);
    expect(JSON.parse(own)).not.toHaveProperty('specversion');
    expect(canonical).toMatchObject({ specversion: '1.0', data: { vNumber: expect.stringMatching(/^9999/) } });
  });

  it('gives what an agency only gets, in its own form', async () => {
    const { stage, extension, own } = await exampleOf('police-adapter', 'M03', 1);
    expect([stage, extension]).toEqual(['3-delivered', 'xml']);
    expect(own).toMatch(/^<\?xml/);
  });

  it('is the same for the same number', async () => {
    expect(await exampleOf('iom', 'M32', 7)).toEqual(await exampleOf('iom', 'M32', 7));
    expect((await exampleOf('iom', 'M32', 7)).own).not.toBe((await exampleOf('iom', 'M32', 8)).own);
  });

  it('says what there is when it is asked for something else', async () => {
    await expect(exampleOf('nobody', 'M08', 1)).rejects.toThrow(/There are: .*coa-adapter/);
    await expect(exampleOf('vwn', 'M02', 1)).rejects.toThrow(/It has: M08/);
  });
});

import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cruised } from './cruised.js';

describe('imports', () => {
  it('follow the table of .dependency-cruiser.mjs', async () => {
    expect(await cruised(['apps', 'libs', 'test', 'tools'])).toEqual([]);
  }, 60_000);

  it('that are forbidden are found', async () => {
    const found = await cruised(['apps', 'libs'], resolve(import.meta.dirname, 'fixture'));
    expect(found.map((line) => line.split('\n')[0]).sort()).toEqual([
      'apps-stand-alone: apps/coa-adapter/src/leans-on-others.ts → apps/router/src/router.ts',
      'imports-of-apps-adapter: apps/coa-adapter/src/leans-on-others.ts → apps/router/src/router.ts',
      'imports-of-apps-adapter: apps/coa-adapter/src/leans-on-others.ts → libs/testing/src/index.ts',
      'imports-of-libs-domain: libs/domain/src/reads-a-file.ts → fs',
      'imports-of-libs-routing-types-only: libs/routing/src/takes-a-value.ts → libs/messaging/src/index.ts',
      'testing-in-tests-only: apps/coa-adapter/src/leans-on-others.ts → libs/testing/src/index.ts',
    ]);
    expect(found.find((line) => line.startsWith('imports-of-libs-domain'))).toContain('may import nothing only');
  }, 60_000);
});

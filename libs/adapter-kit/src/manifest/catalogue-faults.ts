import type { Contracts } from '#lib/contracts';
import type { AdapterManifest } from './adapter-manifest.js';
import { rightsOf } from './rights.js';

/** Where a manifest says more or less than the catalogue and the rules, in words; empty when it says the same. */
export function catalogueFaults(contracts: Contracts, manifest: AdapterManifest): readonly string[] {
  return manifest.endpoints.flatMap((one) => {
    const rights = rightsOf(contracts, one.endpoint);
    return (['sends', 'receives', 'controls'] as const).flatMap((key) =>
      difference(`${one.endpoint}.${key}`, one[key], rights[key]),
    );
  });
}

function difference(name: string, stated: readonly string[], expected: readonly string[]): string[] {
  const missing = expected.filter((code) => !stated.includes(code));
  const excess = stated.filter((code) => !expected.includes(code));
  return [
    ...(missing.length > 0 ? [`${name} lacks ${missing.join(', ')}`] : []),
    ...(excess.length > 0 ? [`${name} has ${excess.join(', ')} without right`] : []),
  ];
}

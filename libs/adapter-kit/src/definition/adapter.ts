import type { Endpoint } from '#lib/domain';
import type { AdapterManifest } from '../manifest/adapter-manifest.js';
import type { AdapterDefinition, EndpointDefinition } from './adapter-definition.js';

/** A definition together with its manifest, checked against each other. */
export interface Adapter {
  readonly manifest: AdapterManifest;
  readonly definition: AdapterDefinition;
}

/** Faults between manifest and code, in words; empty when they agree. */
export function disagreements(manifest: AdapterManifest, definition: AdapterDefinition): readonly string[] {
  const faults: string[] = [];
  if (manifest.id !== definition.id) faults.push(`the definition names itself ${definition.id}`);
  for (const { endpoint, format, native, sends, receives, controls } of manifest.endpoints) {
    const defined = definition.endpoints.find((one) => one.endpoint === endpoint);
    if (defined === undefined) {
      faults.push(`${endpoint} is in the manifest and not in the definition`);
      continue;
    }
    if (defined.format.name !== format)
      faults.push(`${endpoint}: manifest says ${format}, code ${defined.format.name}`);
    if (defined.native !== native) faults.push(`${endpoint}: manifest and code differ in native`);
    for (const code of [...sends, ...receives, ...controls]) {
      if (defined.format.mapperFor(code) === null) faults.push(`${endpoint}: no mapper for ${code}`);
    }
  }
  for (const { endpoint } of definition.endpoints) {
    if (!manifest.endpoints.some((one) => one.endpoint === endpoint)) {
      faults.push(`${endpoint} is in the definition and not in the manifest`);
    }
  }
  return faults;
}

export function endpointOf(adapter: Adapter, endpoint: Endpoint): EndpointDefinition | null {
  return adapter.definition.endpoints.find((one) => one.endpoint === endpoint) ?? null;
}

import { CONTROL_CODES, hasUnits, isEndpoint, type Endpoint } from '#lib/domain';
import type { AdapterManifest, ManifestEndpoint, TransportKind } from './adapter-manifest.js';

export type ParsedManifest =
  | { readonly ok: true; readonly manifest: AdapterManifest }
  | { readonly ok: false; readonly errors: readonly string[] };

const STATUSES: readonly unknown[] = ['draft', 'development', 'pilot', 'production'];
const KEYS = ['id', 'agency', 'description', 'owner', 'status', 'replaces', 'endpoints', 'secrets', 'docs'];
const ENDPOINT_KEYS = [
  'endpoint',
  'unit',
  'transport',
  'unitTransports',
  'native',
  'format',
  'sends',
  'receives',
  'controls',
];

/**
 * Checks the form of a manifest at start, where no JSON Schema validator is at hand; `adapter.manifest.schema.json` says the same
 * and the conformance suite holds both against every manifest. Collects all faults.
 */
export function parseManifest(folder: string, json: unknown): ParsedManifest {
  if (!isRecord(json)) return { ok: false, errors: ['the manifest is not an object'] };
  const errors = unknownKeys(json, ['$schema', ...KEYS], '');
  for (const key of ['id', 'agency', 'description', 'owner', 'docs']) {
    if (!isText(json[key])) errors.push(`${key}: expected a text`);
  }
  if (json.id !== folder) errors.push(`id: must equal the folder name ${folder}`);
  if (!STATUSES.includes(json.status)) errors.push('status: expected draft, development, pilot or production');
  if (json.replaces !== undefined && !isText(json.replaces)) errors.push('replaces: expected the id of an adapter');
  if (!isTexts(json.secrets)) errors.push('secrets: expected a list of names');
  const endpoints = Array.isArray(json.endpoints) ? json.endpoints : [];
  if (endpoints.length === 0) errors.push('endpoints: expected at least one');
  endpoints.forEach((endpoint: unknown, n) => errors.push(...checkEndpoint(endpoint, `endpoints[${n}]`)));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, manifest: json as unknown as AdapterManifest };
}

function checkEndpoint(json: unknown, at: string): string[] {
  if (!isRecord(json)) return [`${at}: expected an object`];
  const errors = unknownKeys(json, ENDPOINT_KEYS, `${at}.`);
  if (!isEndpoint(json.endpoint)) return [...errors, `${at}.endpoint: no endpoint of the exchange rules`];
  if ((json.unit !== null) !== hasUnits(json.endpoint)) errors.push(`${at}.unit: only GEM and EMB have units`);
  if (!isTransport(json.transport)) errors.push(`${at}.transport: expected push or pull`);
  if (json.unitTransports !== undefined)
    errors.push(...checkUnits(json.unitTransports, json.endpoint, `${at}.unitTransports`));
  if (json.native !== undefined && (json.native !== 'kafka' || json.unit !== null))
    errors.push(`${at}.native: expected kafka, at an endpoint without units`);
  if (!isText(json.format)) errors.push(`${at}.format: expected the name of a format`);
  for (const key of ['sends', 'receives'] satisfies (keyof ManifestEndpoint)[]) {
    if (!isTexts(json[key]) || json[key].some((code) => !/^M\d\d$/.test(code))) {
      errors.push(`${at}.${key}: expected a list of message codes`);
    }
  }
  if (!isTexts(json.controls) || json.controls.some((code) => !CONTROL_CODES.includes(code as never))) {
    errors.push(`${at}.controls: expected a list of ${CONTROL_CODES.join(', ')}`);
  }
  return errors;
}

function checkUnits(json: unknown, endpoint: Endpoint, at: string): string[] {
  if (!hasUnits(endpoint)) return [`${at}: only GEM and EMB have units`];
  if (!isRecord(json)) return [`${at}: expected unit codes with push or pull`];
  return Object.entries(json).flatMap(([unit, transport]) =>
    isTransport(transport) ? [] : [`${at}.${unit}: expected push or pull`],
  );
}

function isTransport(value: unknown): value is TransportKind {
  return value === 'push' || value === 'pull';
}

function unknownKeys(json: Record<string, unknown>, known: readonly string[], at: string): string[] {
  return Object.keys(json)
    .filter((key) => !known.includes(key))
    .map((key) => `${at}${key}: unknown`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

import { API_VERSION } from '../door/api-version.js';
import type { AdapterManifest } from '../manifest/adapter-manifest.js';
import type { Json } from './json-document.js';

/** The `info` of both documents (NL GOV API Design Rules, /core/doc-openapi-contact). */
export function aboutAdapter(manifest: AdapterManifest): Json {
  return {
    title: `Schakel, deur van ${manifest.agency}`,
    version: API_VERSION,
    description: manifest.description,
    contact: { name: manifest.owner, url: 'https://example.org/schakel', email: 'schakel@example.org' },
    license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/en/' },
  };
}

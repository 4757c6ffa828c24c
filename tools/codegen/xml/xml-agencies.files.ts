import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXmlLanguage } from '#lib/contracts';
import type { XmlAgency } from './xsd-writer.js';

interface ManifestRights {
  readonly endpoints: readonly {
    readonly sends: readonly string[];
    readonly receives: readonly string[];
    readonly controls: readonly string[];
  }[];
}

/** Every adapter that speaks XML (`apps/<id>/vocabulary/xml.json`), with what its manifest says it sends and receives. */
export function readXmlAgencies(root: string): readonly XmlAgency[] {
  const apps = readdirSync(join(root, 'apps')).sort();
  return apps
    .filter((app) => existsSync(join(root, 'apps', app, 'vocabulary', 'xml.json')))
    .map((app) => {
      const file = join(root, 'apps', app, 'adapter.manifest.json');
      const { endpoints } = JSON.parse(readFileSync(file, 'utf8')) as ManifestRights;
      return {
        ...readXmlLanguage(root, app),
        in: endpoints.flatMap(({ sends, controls }) => [...sends, ...controls]),
        out: endpoints.flatMap(({ receives }) => receives),
      };
    });
}

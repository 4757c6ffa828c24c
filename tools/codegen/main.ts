import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from './generate.js';
import { readGenerated, writeGenerated } from './generated-files.files.js';
import type { CatalogueFile } from './model/case-messages.js';
import type { CodeListsFile } from './model/code-lists.js';
import { RELEASED_PATH, changedReleases, withNewReleases, type Released } from './released.js';
import { jsonText } from './write/names.js';
import { readXmlAgencies } from './xml/xml-agencies.files.js';

const check = process.argv.includes('--check');
process.exitCode = generateSchemas(process.cwd(), check) || (await generateGuides(process.cwd(), check));

/** Exit status: 0 all is as generated, 1 drift or a changed release. */
function generateSchemas(root: string, check: boolean): number {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const before = readGenerated(root);
  const released = before.has(RELEASED_PATH) ? (read(RELEASED_PATH) as Released) : {};
  const files = new Map(
    generate(
      read('schemas/catalogue.json') as CatalogueFile,
      read('schemas/reference/code-lists.json') as CodeListsFile,
      readXmlAgencies(root),
    ),
  );
  const changed = changedReleases(files, released);
  if (changed.length > 0) {
    return complain('These schemas are released and may not change; add a field with "since": 2 instead', changed);
  }
  files.set(RELEASED_PATH, jsonText(withNewReleases(files, released)));
  return settle(root, check, before, files);
}

/** After the schemas, and from the build: contracts that have just changed come into the guides when the project is built again. */
async function generateGuides(root: string, check: boolean): Promise<number> {
  const { GUIDES_FOLDER, partnerGuides } = await import('../guides/partner-guides.js');
  return settle(root, check, readGenerated(root, [GUIDES_FOLDER]), await partnerGuides(root));
}

function settle(
  root: string,
  check: boolean,
  before: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): number {
  const stale = [...before.keys()].filter((path) => !files.has(path));
  if (!check) {
    writeGenerated(root, files, stale);
    return 0;
  }
  const drifted = [...files].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
  const wrong = [...drifted, ...stale];
  return wrong.length === 0 ? 0 : complain('These files are not as generated; run "npm run codegen"', wrong);
}

function complain(what: string, paths: readonly string[]): number {
  process.stderr.write(`${what}:\n${paths.map((path) => `  ${path}\n`).join('')}`);
  return 1;
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { projectRoot } from '#lib/platform';
import type { AdapterUnderTest } from '../adapter-under-test.js';
import type { ConformanceCheck } from '../conformance-check.js';
import { Findings } from '../findings.js';
import { MANIFEST_FILE } from '../../manifest/find-manifests.js';
import { parseManifest } from '../../manifest/parse-manifest.js';
import { falseClaims, parseQualityScale, QUALITY_FILE } from '../../quality/quality-scale.js';
import { readWaivers } from '../waiver.js';

const SCHEMA = 'libs/adapter-kit/adapter.manifest.schema.json';

/** What lies in `apps/<id>`. */
export const FOLDER_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'manifest-form',
    title: 'has a manifest of the published form, named after its folder',
    needs: ['folder'],
    hint: `The form is ${SCHEMA}; an editor that knows JSON Schema shows the place.`,
    run: (adapter) => {
      const found = new Findings();
      const manifest = JSON.parse(textOf(adapter, MANIFEST_FILE)) as unknown;
      const fits = new Ajv({ strict: false, allErrors: true }).compile(
        JSON.parse(readFileSync(join(projectRoot(), SCHEMA), 'utf8')) as object,
      );
      if (!fits(manifest)) {
        for (const { instancePath, message } of fits.errors ?? [])
          found.holds(false, `${instancePath || '/'} ${message ?? ''}`);
      }
      const parsed = parseManifest(adapter.id, manifest);
      if (!parsed.ok) for (const error of parsed.errors) found.holds(false, error);
      return Promise.resolve(found.all());
    },
  },
  {
    id: 'entry-thin',
    title: 'has an entry of at most ten lines',
    needs: ['folder'],
    hint: 'src/main.ts only starts the module; whatever else it does belongs in the definition.',
    run: (adapter) => {
      const found = new Findings();
      const lines = textOf(adapter, 'src/main.ts').split('\n').length;
      found.holds(lines <= 11, `src/main.ts has ${lines - 1} lines`);
      return Promise.resolve(found.all());
    },
  },
  {
    id: 'readme-complete',
    title: 'has a page that says what the agency sends and gets, on which legal basis, and whom to call',
    needs: ['folder', 'manifest'],
    hint: 'README.md: `# <id>`, a line `Legal basis: … (LBn).`, a table row per endpoint with every code of the manifest in its order, and “Who to call.”',
    run: (adapter) => {
      const found = new Findings();
      const { manifest } = adapter.adapter!;
      const page = textOf(adapter, manifest.docs);
      found.holds(page.startsWith(`# ${adapter.id}`), `${manifest.docs}: does not begin with # ${adapter.id}`);
      found.holds(/^Legal basis: .+\(LB\d+\)/m.test(page), `${manifest.docs}: no line “Legal basis: … (LBn)”`);
      found.holds(!/FILL IN/i.test(page), `${manifest.docs}: still to be filled in where it says FILL IN`);
      found.holds(/Who to call/i.test(page), `${manifest.docs}: does not say whom to call`);
      for (const { endpoint, sends, receives, controls } of manifest.endpoints) {
        const row = page.split('\n').find((line) => line.startsWith(`| ${endpoint} `));
        found.same(`${manifest.docs}, row ${endpoint}`, row?.match(/\b[MH]\d+\b/g) ?? [], [
          ...sends,
          ...receives,
          ...controls,
        ]);
      }
      return Promise.resolve(found.all());
    },
  },
  {
    id: 'manifest-filled',
    title: 'names its agency, its purpose and the team or desk that answers for it',
    needs: ['manifest', 'folder'],
    hint: 'Put the agency’s own names where the manifest still says “FILL IN”; never the name of a person.',
    run: ({ adapter }) => {
      const found = new Findings();
      const { agency, description, owner } = adapter!.manifest;
      for (const [name, text] of Object.entries({ agency, description, owner })) {
        found.holds(!/FILL IN/i.test(text), `${name}: still to be filled in`);
      }
      return Promise.resolve(found.all());
    },
  },
  {
    id: 'quality-scale',
    title: 'says in quality-scale.yaml how far it is, rule by rule, and claims nothing that its checks don’t prove',
    needs: ['folder'],
    hint: 'Each rule of libs/adapter-kit/src/quality/quality-rules.ts: `done`, `todo`, or `exempt: <why>`.',
    run: (adapter) => {
      const found = new Findings();
      const scale = parseQualityScale(textOf(adapter, QUALITY_FILE));
      const faults = scale.ok ? falseClaims(adapter.id, scale.states, readWaivers()) : scale.errors;
      for (const fault of faults) found.holds(false, fault);
      return Promise.resolve(found.all());
    },
  },
];

function textOf({ folder, id }: AdapterUnderTest, path: string): string {
  const file = join(folder ?? '', path);
  if (!existsSync(file)) throw new Error(`Reading apps/${id}/${path}: it is missing.`);
  return readFileSync(file, 'utf8');
}

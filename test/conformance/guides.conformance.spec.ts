import { describe, expect, it } from '@jest/globals';
import { loadHubContracts } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { findAdapterIds, readManifest } from '#lib/adapter-kit';
import { readGenerated } from '../../tools/codegen/generated-files.files.js';
import { GUIDES_FOLDER, partnerGuides } from '../../tools/guides/partner-guides.js';

const root = projectRoot();

describe('the partners’ guides', () => {
  it('are those that `npm run codegen` makes, one per adapter and language', async () => {
    const made = await partnerGuides(root);
    const onDisk = readGenerated(root, [GUIDES_FOLDER]);
    expect([...onDisk.keys()].sort()).toEqual([...made.keys()].sort());
    expect([...made].filter(([path, text]) => onDisk.get(path) !== text).map(([path]) => path)).toEqual([]);
    expect(made.size).toBe(findAdapterIds(root).length * 2);
  });

  it('name every message that a partner sends or gets, and no field that it never gets as one that it does', async () => {
    const contracts = loadHubContracts(root);
    const guides = await partnerGuides(root);
    for (const id of findAdapterIds(root)) {
      const text = guides.get(`${GUIDES_FOLDER}/${id.replace(/-adapter$/, '')}.en.md`) ?? '';
      const { endpoints } = readManifest(id, root);
      for (const { endpoint, sends, receives } of endpoints) {
        const part = text.split(endpoints.length > 1 ? `## What you get (${endpoint})` : '## What you get')[1] ?? '';
        for (const code of sends) expect([id, text.includes(`| ${code} | `)]).toEqual([id, true]);
        for (const code of receives) {
          const section = new RegExp(`### ${code} [\\s\\S]*?(?=\\n##)`).exec(part)?.[0] ?? '';
          // A message that nobody but this partner sends never comes to it.
          if (section === '') {
            expect([id, code, contracts.message(code)?.definition?.senders]).toEqual([id, code, [endpoint]]);
            continue;
          }
          const rows = section.split('\n').filter((line) => line.startsWith('| ')).length - 2;
          const most = contracts.recipientSchema(code, endpoint)?.fields.length ?? 0;
          expect([id, code, rows > 0, rows <= most]).toEqual([id, code, true, true]);
        }
      }
    }
  });
});

import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RuleFileText } from '#lib/exchange-rules';
import { writeRules } from '../../fixtures/rules/changed-rules.fixture.js';

const ROOT = resolve(import.meta.dirname, '../../..');

/** This release with one more rule set: what an operator installs before a change of the rules is activated. */
export class ReleaseWithRules {
  readonly root = mkdtempSync(join(tmpdir(), 'schakel-release-'));

  constructor(id: string, rules: readonly RuleFileText[]) {
    for (const name of ['package.json', 'schemas', 'dist', 'apps']) {
      cpSync(join(ROOT, name), join(this.root, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.root, 'node_modules'));
    writeRules(join(this.root, 'schemas', 'rules', id), rules);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

import type { RuleSet } from '../rule-set/rule-set.js';
import { HEAD_FILE, type CheckedRules } from './checked-rules.js';
import type { Report } from './finding.js';

/** What looks like the tag of a source: `L5-IBS`, `W-107`, `S3`. */
const TAG = /^(?:[A-Z]{1,2}\d*-[A-Z0-9]+|[LS]\d)$/;
const MARK = /\b[SIK]\b/;

/** Each legal basis and source has an address or a mark that says why not, and each rule names where it comes from. */
export function findLegalBases({ ruleSet, fileOf }: CheckedRules, report: Report): void {
  for (const [code, { urls, status }] of Object.entries(ruleSet.legalBases)) {
    const marks = status.split(';').filter((part) => MARK.test(part));
    if (marks.length === 0) report('LEGAL_BASIS', HEAD_FILE, code, 'has no mark (S, I or K) in its status');
    if (urls.length === 0 && /\bS\b/.test(status))
      report('LEGAL_BASIS', HEAD_FILE, code, 'is marked S and has no address');
    for (const url of urls) checkAddress(code, url, report);
  }
  for (const [tag, { urls, mark }] of Object.entries(ruleSet.sources)) {
    if (urls.length === 0 && mark === null) report('LEGAL_BASIS', HEAD_FILE, tag, 'has neither an address nor a mark');
    for (const url of urls) checkAddress(tag, url, report);
  }
  for (const { id, message, basis, status } of ruleSet.rules) {
    const tags = tagsIn(basis);
    for (const tag of tags.filter((name) => !Object.hasOwn(ruleSet.sources, name)))
      report('NAME', fileOf(message), id, `names an unknown source '${tag}'`);
    if (status === 'sourced' && !tags.some((tag) => isSource(ruleSet, tag)))
      report('LEGAL_BASIS', fileOf(message), id, 'says that a source names it, and names none');
  }
}

function checkAddress(name: string, url: string, report: Report): void {
  if (!/^https?:\/\/[^\s]+\.[^\s]+$/.test(url)) report('LEGAL_BASIS', HEAD_FILE, name, 'has an address that is none');
}

function tagsIn(basis: string): readonly string[] {
  return basis.split(/[^A-Za-z0-9-]+/).filter((word) => TAG.test(word));
}

function isSource(ruleSet: RuleSet, tag: string): boolean {
  return Object.hasOwn(ruleSet.sources, tag);
}

import type { Catalogue } from '#lib/domain';
import { checkRuleSet } from './check-rule-set.js';
import { dateOf, readMessageFile, statusOf } from './read-message-file.js';
import type { RuleError, RuleFileText } from './rule-error.js';
import type { HardDeny, LegalBasis, RuleSetContent, RuleSource } from './rule-set.js';
import { YamlReader } from './yaml-reader.js';

export type ParsedRuleSet =
  | { readonly ok: true; readonly ruleSet: RuleSetContent }
  | { readonly ok: false; readonly errors: readonly RuleError[] };

const HEAD = 'rule-set.yaml';

/** Reads and checks the files of one rule set. All errors are collected, with file and rule; the order of the files does not matter. */
export function parseRuleSet(texts: readonly RuleFileText[], catalogue: Catalogue): ParsedRuleSet {
  const errors: RuleError[] = [];
  const head = texts.find(({ file }) => file === HEAD);
  if (head === undefined)
    return { ok: false, errors: [{ kind: 'FORM', file: HEAD, rule: null, message: 'is missing' }] };
  const ruleSet = readHead(YamlReader.ofFile(head, errors));
  const read = texts
    .filter(({ file }) => file !== HEAD)
    .map((text) => ({ file: text.file, ...readMessageFile(YamlReader.ofFile(text, errors)) }));
  const files = read.sort((one, other) => (one.file < other.file ? -1 : 1));
  for (const message of files) checkRuleSet(message.file, message, ruleSet, catalogue, files, errors);
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    ruleSet: {
      ...ruleSet,
      rules: files.flatMap(({ rules }) => rules),
      denied: files.flatMap(({ denied }) => denied),
      senderLimits: files.flatMap(({ senderLimits }) => senderLimits),
      gaps: files.flatMap(({ gaps }) => gaps),
    },
  };
}

export type RuleSetHead = Omit<RuleSetContent, 'rules' | 'denied' | 'senderLimits' | 'gaps'>;

function readHead(reader: YamlReader): RuleSetHead {
  reader.onlyKeys('id', 'title', 'validFrom', 'engine', 'legalBases', 'hardDenies', 'sources');
  return {
    id: reader.text('id'),
    title: reader.bilingual('title'),
    validFrom: dateOf(reader, 'validFrom') ?? '',
    engine: reader.wholeNumber('engine'),
    legalBases: named(reader, 'legalBases', readLegalBasis),
    hardDenies: named(reader, 'hardDenies', readHardDeny),
    sources: named(reader, 'sources', readSource),
  };
}

function named<T>(reader: YamlReader, key: string, read: (item: YamlReader) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(reader.entries(key).map(([name, item]) => [name, read(item)]));
}

function readLegalBasis(reader: YamlReader): LegalBasis {
  reader.onlyKeys('article', 'usedFor', 'status', 'urls');
  return {
    article: reader.bilingual('article'),
    usedFor: reader.bilingual('usedFor'),
    status: reader.text('status'),
    urls: reader.texts('urls'),
  };
}

function readHardDeny(reader: YamlReader): HardDeny {
  reader.onlyKeys('title', 'sentence', 'basis', 'status');
  return {
    title: reader.bilingual('title'),
    sentence: reader.bilingual('sentence'),
    basis: reader.text('basis'),
    status: statusOf(reader),
  };
}

function readSource(reader: YamlReader): RuleSource {
  reader.onlyKeys('title', 'urls', 'mark');
  return { title: reader.text('title'), urls: reader.texts('urls'), mark: reader.optionalText('mark') };
}

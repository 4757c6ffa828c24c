import type { Bilingual, Language } from '../language/language.js';
import type { LegalBasis, Rule, RuleSetContent, RuleStatus } from '../rule-set/rule-set.js';
import type { LegalBasisInWords, RuleInWords, SourceInWords } from './explanation.js';

const STATUS_WORDS: Readonly<Record<RuleStatus, Bilingual>> = {
  sourced: {
    en: 'a published source of the chain names this exchange',
    nl: 'een openbare bron van de keten noemt deze uitwisseling',
  },
  inferred: {
    en: 'inferred from tasks and law; to be confirmed by a lawyer',
    nl: 'afgeleid uit taken en wet; nog door een jurist te bevestigen',
  },
  statute: {
    en: 'from the text of the law, not checked; to be confirmed by a lawyer',
    nl: 'uit de wetstekst, niet nagekeken; nog door een jurist te bevestigen',
  },
};

export function ruleWithSources(rule: Rule, ruleSet: RuleSetContent, language: Language): RuleInWords {
  const { id, legalBasis, status, basis, validFrom, validUntil } = rule;
  return {
    id,
    sentence: rule.sentence[language],
    legalBasis,
    status: { code: status, words: STATUS_WORDS[status][language] },
    toBeConfirmed: status !== 'sourced',
    basis,
    sources: sourcesIn(basis, ruleSet),
    validFrom,
    validUntil,
  };
}

/** The sources whose tags a remark names: `L5-IBS; criminal background K` → L5-IBS. */
export function sourcesIn(basis: string, ruleSet: RuleSetContent): readonly SourceInWords[] {
  const words = basis.split(/[^A-Za-z0-9-]+/);
  const tags = [...new Set(words)].filter((word) => Object.hasOwn(ruleSet.sources, word));
  return tags.map((tag) => ({ tag, title: ruleSet.sources[tag]?.title ?? '', urls: ruleSet.sources[tag]?.urls ?? [] }));
}

export function legalBasisInWords(code: string, basis: LegalBasis, language: Language): LegalBasisInWords {
  const { status, urls } = basis;
  return { code, article: basis.article[language], status, toBeConfirmed: isUnconfirmed(status), urls };
}

/** I (inferred) or K (not checked) anywhere in the marks. */
function isUnconfirmed(status: string): boolean {
  return /\b[IK]\b(?!-)/.test(status);
}

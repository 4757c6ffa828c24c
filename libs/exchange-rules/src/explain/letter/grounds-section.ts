import type { Language } from '../../language/language.js';
import type { Explanation, LegalBasisInWords, SourceInWords } from '../explanation.js';
import { heading, paragraph } from './layout.js';

const WORDS = {
  en: {
    bases: 'Legal bases',
    sources: 'Sources of the rules',
    confirm: (marks: string) => `To be confirmed by a lawyer (marks in the rule file: ${marks}).`,
    found: (marks: string) => `Found in a source (marks in the rule file: ${marks}).`,
  },
  nl: {
    bases: 'Grondslagen',
    sources: 'Bronnen van de regels',
    confirm: (marks: string) => `Nog door een jurist te bevestigen (merktekens in het regelbestand: ${marks}).`,
    found: (marks: string) => `In een bron gevonden (merktekens in het regelbestand: ${marks}).`,
  },
} as const;

/** Articles and sources once each, after all that refers to them. */
export function groundsSection({ language, legalBases, delivered, refused }: Explanation): readonly string[] {
  const sources = new Map<string, SourceInWords>();
  const rules = [...delivered, ...refused.filter(({ refusal }) => refusal === 'DENY_CONDITION')];
  for (const { rule } of rules) for (const source of rule?.sources ?? []) sources.set(source.tag, source);
  return [
    ...(legalBases.length === 0 ? [] : [heading(WORDS[language].bases)]),
    ...(legalBases.length === 0 ? [] : [legalBases.map((basis) => basisLines(basis, language)).join('\n')]),
    ...(sources.size === 0 ? [] : [heading(WORDS[language].sources)]),
    ...(sources.size === 0 ? [] : [[...sources.values()].map(sourceLines).join('\n')]),
  ];
}

function basisLines(basis: LegalBasisInWords, language: Language): string {
  const words = WORDS[language];
  const status = basis.toBeConfirmed ? words.confirm(basis.status) : words.found(basis.status);
  return [
    paragraph(`${basis.article}. ${status}`, `- ${basis.code}: `, '  '),
    ...basis.urls.map((url) => `  ${url}`),
  ].join('\n');
}

function sourceLines({ tag, title, urls }: SourceInWords): string {
  return [paragraph(title, `- ${tag}: `, '  '), ...urls.map((url) => `  ${url}`)].join('\n');
}

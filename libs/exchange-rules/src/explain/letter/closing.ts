import type { Explanation, NamedVersion } from '../explanation.js';
import { heading, paragraph } from './layout.js';

const WORDS = {
  en: {
    title: 'Versions, and how to have this checked',
    ruleSet: 'rule set',
    schemaSet: 'schemas',
    lists: 'reference lists',
    engine: 'engine',
    place: (log: string, partition: number, offset: number) =>
      `The record stands in case log ${log}, partition ${partition}, offset ${offset}.`,
    lacking:
      'The rules that decided are not at hand here, so rule sentences and legal bases are left out of this letter; the codes stand.',
    greeting: 'Yours faithfully,',
    hub: 'Schakel, message hub of the return chain',
    made: 'This letter was drawn up by machine from the record of the decision.',
    answered: 'This letter was drawn up by machine in answer to a question.',
  },
  nl: {
    title: 'Versies, en hoe u dit laat nagaan',
    ruleSet: 'regelverzameling',
    schemaSet: 'schema’s',
    lists: 'referentielijsten',
    engine: 'rekenregels',
    place: (log: string, partition: number, offset: number) =>
      `De vastlegging staat in zaaklogboek ${log}, partitie ${partition}, plaats ${offset}.`,
    lacking:
      'De regels waarmee is beslist zijn hier niet voorhanden; regelzinnen en grondslagen ontbreken daarom in deze brief. De codes gelden.',
    greeting: 'Hoogachtend,',
    hub: 'Schakel, berichtenknooppunt van de terugkeerketen',
    made: 'Deze brief is automatisch opgesteld uit de vastlegging van de beslissing.',
    answered: 'Deze brief is automatisch opgesteld als antwoord op een vraag.',
  },
} as const;

export function closing({ language, decisionId, versions, recompute }: Explanation): readonly string[] {
  const words = WORDS[language];
  const { ruleSet, schemaSet, lists, engine } = versions;
  const named = [
    ...versionLines(words.ruleSet, ruleSet),
    ...versionLines(words.schemaSet, schemaSet),
    ...versionLines(words.lists, lists),
    ...(engine === null ? [] : [`- ${words.engine}: ${engine}`]),
  ];
  const { logId, partition, offset } = recompute;
  const place = logId === null || partition === null || offset === null ? '' : words.place(logId, partition, offset);
  return [
    heading(words.title),
    ...(named.length === 0 ? [] : [named.join('\n')]),
    ...(versions.rulesAtHand || ruleSet === null ? [] : [paragraph(words.lacking)]),
    paragraph(`${place} ${recompute.words}`),
    words.greeting,
    `${words.hub}\n${decisionId === null ? words.answered : words.made}`,
  ];
}

function versionLines(name: string, version: NamedVersion | null): readonly string[] {
  return version === null ? [] : [`- ${name}: ${version.id} (SHA-256 ${version.hash})`];
}

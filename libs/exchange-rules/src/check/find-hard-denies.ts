import { ENDPOINTS } from '#lib/domain';
import { ceilingCondition, conditionOf } from '../condition/condition-of.js';
import { canHold, implies } from '../condition/truth.js';
import { CATALOGUE_FILE, definitionOf, type CheckedRules } from './checked-rules.js';
import { givenWhen } from './find-ceilings.js';
import type { Report } from './finding.js';
import { classLawsOf, hardDenyOf, SENDER_LAWS } from './hard-deny-law.js';

/** What the law closes stays closed: cell by cell, class by class, sender by sender, in the rules and in the catalogue's ceilings. */
export function findHardDenies(checked: CheckedRules, report: Report): void {
  findOpenCells(checked, report);
  findOpenClasses(checked, report);
  findOpenCeilings(checked, report);
  const { ruleSet, fileOf } = checked;
  for (const { code, message, sender, onlyTo } of SENDER_LAWS) {
    const limit = ruleSet.senderLimits.find((known) => known.message === message && known.sender === sender);
    const others = ruleSet.rules.filter((rule) => rule.message === message && rule.recipient !== sender);
    const open = others.some(({ recipient }) => !(onlyTo as readonly string[]).includes(recipient));
    const wider = limit?.onlyRecipients.some((recipient) => !(onlyTo as readonly string[]).includes(recipient)) ?? open;
    if (wider) report('HARD_DENY', fileOf(message), null, `${message} from ${sender} reaches more than ${code} allows`);
  }
}

function findOpenCells({ ruleSet, catalogue, fileOf }: CheckedRules, report: Report): void {
  for (const { code: message, senders } of catalogue.messages) {
    for (const recipient of ENDPOINTS) {
      const deny = hardDenyOf(message, recipient);
      const rules = ruleSet.rules.filter((rule) => rule.message === message && rule.recipient === recipient);
      const listed = ruleSet.denied.find((cell) => cell.message === message && cell.recipient === recipient);
      if (deny === null) continue;
      for (const { id } of rules) report('HARD_DENY', fileOf(message), id, `opens a cell that ${deny} closes`);
      // A sender of the message never gets its own; towards another sender's message the default denies it as well.
      const mustBeListed = rules.length === 0 && !senders.includes(recipient);
      if (mustBeListed && listed === undefined)
        report('HARD_DENY', fileOf(message), null, `does not list ${recipient} as closed by ${deny}`);
      if (listed !== undefined && listed.hardDeny !== deny && rules.length === 0)
        report(
          'HARD_DENY',
          fileOf(message),
          null,
          `closes ${recipient} by ${listed.hardDeny}; it is ${deny} that does`,
        );
    }
  }
}

function findOpenClasses({ ruleSet, catalogue, fileOf }: CheckedRules, report: Report): void {
  for (const rule of ruleSet.rules) {
    for (const field of definitionOf(catalogue, rule.message)?.fields ?? []) {
      const given = givenWhen(rule, field);
      if (given === null) continue;
      for (const { code, condition } of classLawsOf(field.class, rule.recipient)) {
        const kept = condition === null ? !canHold(given) : implies(given, conditionOf(condition));
        if (!kept) report('HARD_DENY', fileOf(rule.message), rule.id, `gives '${field.name}' against ${code}`);
      }
    }
  }
}

function findOpenCeilings({ catalogue }: CheckedRules, report: Report): void {
  for (const [fieldClass, { ceiling }] of Object.entries(catalogue.classes)) {
    for (const recipient of ENDPOINTS) {
      const highest = ceilingCondition(ceiling[recipient]);
      if (highest === null) continue;
      for (const { code, condition } of classLawsOf(fieldClass, recipient)) {
        const kept = condition !== null && implies([highest], conditionOf(condition));
        if (!kept)
          report(
            'HARD_DENY',
            CATALOGUE_FILE,
            null,
            `the ceiling of ${fieldClass} for ${recipient} is wider than ${code} allows`,
          );
      }
    }
  }
}

import { PREDICATE_RULES, type Catalogue, type Endpoint, type Predicate } from '#lib/domain';
import { FACT_CLASSES } from './fact-classes.js';

/**
 * Whether a sender may be told what became of its message at a recipient, when the rule between them reads these facts. It depends on the
 * rule and never on the facts' values, so that what is left out tells nothing. A mission is told of nobody: who works on the case is no
 * business of a third country (HD1).
 */
export function mayBeTold(catalogue: Catalogue, sender: Endpoint, facts: readonly Predicate[]): boolean {
  return sender !== 'EMB' && facts.every((fact) => mayKnow(catalogue, sender, fact));
}

function mayKnow(catalogue: Catalogue, sender: Endpoint, fact: Predicate): boolean {
  const carried = FACT_CLASSES[fact];
  if (carried === 'SENDER' || PREDICATE_RULES[fact].owners.includes(sender)) return true;
  return catalogue.classes[carried]?.ceiling[sender] === 'may-receive';
}

import type { Predicate } from '#lib/domain';

/** Facts that a person gives and may take back: a delivery that relied on one is withheld once it has ended (decisions 25). */
export const CONSENT_FACTS: readonly Predicate[] = ['IOM_CONSENT', 'VWN_CONSENT', 'MED_CONSENT', 'CONSULAR_REQ'];

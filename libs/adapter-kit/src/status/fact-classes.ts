import type { Predicate } from '#lib/domain';

/**
 * The class of the fields that say the same as a fact: whoever may always receive that class (domain page 4.5) may learn the fact from the
 * fate of its message. `SENDER` = the sender said it itself; `OWNERS` = nobody but who states it.
 */
export const FACT_CLASSES: Readonly<Record<Predicate, string>> = {
  COA_HOST: 'LO',
  POL_SUP: 'PR',
  POL_PICKUP: 'PR',
  KMAR_TASK: 'PR',
  FORCED: 'ST',
  DET: 'DS',
  VRIS: 'CR',
  GGV: 'DE',
  DVO_ORDER: 'FL',
  // Who has asked IOM for help is for DT&V and IND only (domain page, finding 5).
  IOM_CONSENT: 'RE',
  IOM_CLOSING: 'RE',
  GEM_HOST: 'LO',
  GEM_LSO: 'LO',
  GEM_RES: 'LO',
  UAM: 'GU',
  OTS: 'GU',
  VWN_CONSENT: 'OWNERS',
  LP: 'DB',
  LP_ARRIVAL: 'FD',
  LP_ARRIVAL_TOLD: 'FD',
  NBI: 'SENDER',
  MED_CARE: 'MB',
  BMA_OPEN: 'MB',
  MED_CONSENT: 'MB',
  WPG_BASIS: 'SENDER',
  LKO: 'PR',
  LKO_INV: 'PR',
  NOFAULT: 'PR',
  ADEQ: 'GU',
  BUZA_HELP: 'DB',
  CONSULAR_REQ: 'OWNERS',
  KCT_HIGH: 'SENDER',
  SUSP: 'PB',
};

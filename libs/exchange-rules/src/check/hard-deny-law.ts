import { ENDPOINTS, type Endpoint, type FieldClass, type MessageCode } from '#lib/domain';
import type { HardDenyCode } from '../rule-set/rule-set.js';

/**
 * The hard denies of the domain page (4.3), stated once more apart from the rule files: those list the cells that are closed, and a file that
 * forgets one must not open it. HD8 (no purpose or ground) is kept at the edge and HD9 (stop before go) by the decision itself.
 */
interface MessageLaw {
  readonly code: HardDenyCode;
  readonly messages: readonly MessageCode[];
  /** All others are closed. */
  readonly onlyTo: readonly Endpoint[];
}

const NOT_VWN = ENDPOINTS.filter((endpoint) => endpoint !== 'VWN');
const TOLD_BY_MISSION: readonly MessageCode[] = ['M16', 'M24', 'M25', 'M26', 'M34', 'M38'];

const MESSAGE_LAWS: readonly MessageLaw[] = [
  { code: 'HD2', messages: ['M27'], onlyTo: ['DTV', 'IND', 'BMA', 'MED'] },
  { code: 'HD2', messages: ['M28'], onlyTo: ['DTV', 'IND', 'BMA', 'MED', 'NID'] },
  {
    code: 'HD3',
    messages: ['M15', 'M16', 'M17', 'M18', 'M19', 'M34', 'M35', 'M36', 'M37', 'M38', 'M43'],
    onlyTo: NOT_VWN,
  },
  { code: 'HD5', messages: ['M31'], onlyTo: ['DTV', 'IND', 'IOM', 'NID'] },
  { code: 'HD6', messages: ['M44'], onlyTo: ['DTV', 'IND', 'MED', 'BMA', 'COA', 'POL', 'KMAR', 'DJI', 'NID'] },
  { code: 'HD7', messages: ['M20'], onlyTo: ['DTV', 'IND', 'POL', 'KMAR', 'DJI', 'NID'] },
  { code: 'HD10', messages: ['M01'], onlyTo: ['DTV', 'IND'] },
];

/** The hard deny that closes this cell; null when none does. */
export function hardDenyOf(message: MessageCode, recipient: Endpoint): HardDenyCode | null {
  const law = MESSAGE_LAWS.find(({ messages, onlyTo }) => messages.includes(message) && !onlyTo.includes(recipient));
  // Asylum secrecy is the wider ground for a mission; only the hand-over file is closed to all alike.
  if (recipient === 'EMB' && law?.code !== 'HD10') return TOLD_BY_MISSION.includes(message) ? null : 'HD1';
  return law?.code ?? null;
}

/** From this sender the message reaches these recipients alone. */
export const SENDER_LAWS = [
  { code: 'HD5', message: 'M33', sender: 'IOM', onlyTo: ['DTV', 'IND'] },
] as const satisfies readonly {
  code: HardDenyCode;
  message: MessageCode;
  sender: Endpoint;
  onlyTo: readonly Endpoint[];
}[];

interface ClassLaw {
  readonly code: HardDenyCode;
  readonly classes: readonly FieldClass[];
  /** Recipient → condition under which it may have the class at most; null = never. Not named: the law says nothing. */
  readonly at: Readonly<Partial<Record<Endpoint, string | null>>>;
}

const KEPT_FROM_MISSION = [
  'AS',
  'PR',
  'PB',
  'RC',
  'LO',
  'MD',
  'MC',
  'MB',
  'TR',
  'TB',
  'FA',
  'FT',
  'GU',
  'CO',
  'CS',
  'ST',
  'VN',
  'DE',
];

const CLASS_LAWS: readonly ClassLaw[] = [
  { code: 'HD1', classes: KEPT_FROM_MISSION, at: { EMB: null } },
  { code: 'HD1', classes: ['CR'], at: { EMB: 'NBI' } },
  { code: 'HD1', classes: ['DS'], at: { EMB: 'CONSULAR_REQ' } },
  { code: 'HD2', classes: ['MD'], at: onlyTo(['BMA', 'MED']) },
  { code: 'HD4', classes: ['BI'], at: { ...onlyTo(['IND', 'POL', 'KMAR', 'BUZA']), DTV: 'LP', EMB: 'LP' } },
  { code: 'HD6', classes: ['TR'], at: { EMB: null, IOM: null, GEM: null, VWN: null, BUZA: null, DVO: null } },
  { code: 'HD7', classes: ['PO'], at: { ...onlyTo(['POL', 'KMAR']), DTV: 'WPG_BASIS', IND: 'WPG_BASIS' } },
];

/** What the law asks before this recipient may have data of the class. */
export function classLawsOf(
  fieldClass: FieldClass,
  recipient: Endpoint,
): readonly { readonly code: HardDenyCode; readonly condition: string | null }[] {
  return CLASS_LAWS.filter(({ classes }) => classes.includes(fieldClass)).flatMap(({ code, at }) => {
    const condition = at[recipient];
    return condition === undefined ? [] : [{ code, condition }];
  });
}

function onlyTo(endpoints: readonly Endpoint[]): Partial<Record<Endpoint, null>> {
  return Object.fromEntries(ENDPOINTS.filter((endpoint) => !endpoints.includes(endpoint)).map((name) => [name, null]));
}

import type { ContractCode } from '#lib/contracts';
import type { Content, Endpoint } from '#lib/domain';
import type { StopSent } from '../evidence/evidence.js';

/** What kind of message, before chance fills it in. */
export interface Kind {
  readonly code: ContractCode;
  readonly sender: Endpoint;
  readonly more?: Content;
  readonly stop?: StopSent;
  readonly removal?: boolean;
}

const fact = (sender: Endpoint, name: string, more: Content = {}): Kind => ({
  code: 'H2',
  sender,
  more: { fact: name, value: true, from: '2026-01-01T08:00:00.000Z', ...more },
});

/** What makes seven parties entitled to something: IND, COA, police, Nidos, KMar, a mission that fetches, and DT&V. */
export const OPENING: readonly Kind[] = [
  fact('COA', 'COA_HOST'),
  fact('DTV', 'LKO'),
  fact('POL', 'POL_SUP'),
  fact('NID', 'UAM'),
  fact('DTV', 'LP', { recipientUnit: 'EMB:NG' }),
];

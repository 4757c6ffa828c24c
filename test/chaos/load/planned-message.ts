import type { ContractCode } from '#lib/contracts';
import type { Content, Party } from '#lib/domain';
import type { PlantedCanary, StopSent } from '../evidence/evidence.js';

/** One message that an agency will send: decided by the seed, whatever becomes of the hub meanwhile. */
export interface PlannedMessage {
  readonly n: number;
  readonly id: string;
  readonly caseIndex: number;
  readonly code: ContractCode;
  readonly sender: Party;
  readonly content: Content;
  readonly stop: StopSent | null;
  readonly removal: boolean;
  readonly canaries: readonly PlantedCanary[];
  /** Sent so many times at once. */
  readonly copies: number;
}

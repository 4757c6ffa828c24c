import { controlRefusal, type Content, type ControlCode, type Party } from '#lib/domain';
import type { MessageContract } from './message-contract.js';

/**
 * VAL-04 without the channel: does the catalogue, or for a control message its owners, let this party send it?
 * Other faults of a control message are a matter of validation, not of who sends it.
 */
export function maySend(contract: MessageContract, sender: Party, content: Content | undefined): boolean {
  switch (contract.kind) {
    case 'hub':
      return false;
    case 'case':
      return contract.definition?.senders.includes(sender.endpoint) ?? false;
    case 'control': {
      const refusal = controlRefusal(contract.code as ControlCode, sender, content ?? {});
      return refusal !== 'NOT_THE_OWNER' && refusal !== 'NOT_OWN_UNIT';
    }
  }
}

import type { ConditionFacts, Contracts } from '#lib/contracts';
import { ENDPOINTS, partyName, type Party } from '#lib/domain';
import type { Deliveries, Ledger, Submissions, SubmissionStatus } from '#lib/persistence';
import { mayBeTold } from './may-be-told.js';
import type { MessageStatus } from './message-status.js';
import { recipientStates, type RecipientState } from './recipient-state.js';
import { statusWarnings } from './status-warnings.js';

/** What the status of a message is read from. Written by others: nothing here changes anything. */
export interface StatusSources {
  readonly contracts: Contracts;
  readonly conditionFacts: ConditionFacts;
  readonly submissions: Pick<Submissions, 'status'>;
  readonly ledger: Pick<Ledger, 'decision'>;
  readonly deliveries: Pick<Deliveries, 'list'>;
}

/** Deliveries of one message at most: fourteen endpoints, and the units of a case. */
const MOST = 1000;

/** null when the message is unknown or another party's: the two look the same. */
export async function readStatus(
  sources: StatusSources,
  messageId: string,
  sender: Party,
): Promise<MessageStatus | null> {
  const submission = await sources.submissions.status(messageId, partyName(sender));
  if (submission === null) return null;
  const status = statusOf(submission);
  const recipients = status === 'DECIDED' ? await readRecipients(sources, submission, sender) : null;
  const reason = submission.outcome?.reason;
  return {
    messageId,
    type: sources.contracts.message(submission.code)?.type ?? submission.code,
    status,
    ...(typeof reason === 'string' ? { reason } : {}),
    acceptedAt: submission.acceptedAt,
    warnings: statusWarnings(submission),
    ...(recipients === null ? {} : { recipients }),
    links: { self: `/v1/messages/${messageId}` },
  };
}

function statusOf({ state, outcome }: SubmissionStatus): MessageStatus['status'] {
  switch (outcome?.outcome) {
    case undefined:
      return state === 'ACCEPTED' ? 'ACCEPTED' : 'RECEIVED';
    case 'DECIDED':
    case 'FACTS_CHANGED':
      return 'DECIDED';
    default:
      return 'REJECTED';
  }
}

/** null for a control message, which goes to nobody. */
async function readRecipients(
  { contracts, conditionFacts, ledger, deliveries }: StatusSources,
  { messageId, outcome }: SubmissionStatus,
  sender: Party,
): Promise<readonly RecipientState[] | null> {
  const decisionId = outcome?.decisionId;
  const decision = typeof decisionId === 'string' ? await ledger.decision(decisionId) : null;
  const definition = contracts.message(decision?.message ?? '')?.definition;
  if (decision === null || definition == null) return null;
  const shown = ENDPOINTS.filter((recipient) =>
    mayBeTold(contracts.catalogue, sender.endpoint, conditionFacts(definition.code, recipient)),
  );
  const cells = decision.cells.filter(({ recipient }) => shown.some((endpoint) => endpoint === recipient));
  const tellsStops = mayBeTold(contracts.catalogue, sender.endpoint, ['SUSP']);
  return recipientStates(cells, await deliveries.list({ messageId, limit: MOST }), tellsStops);
}

import type { Contracts } from '#lib/contracts';
import type { SubmissionStatus } from '#lib/persistence';
import type { ProblemInit } from '#lib/platform';

export interface MessageStatus {
  readonly messageId: string;
  readonly type: string;
  /** RECEIVED: not yet stored with all replicas; send it again. ACCEPTED: stored. */
  readonly status: 'RECEIVED' | 'ACCEPTED';
  readonly acceptedAt: string;
  readonly links: { readonly self: string };
}

export type StatusAnswer =
  { readonly ok: true; readonly status: MessageStatus } | { readonly ok: false; readonly problem: ProblemInit };

/** The sender's own message: codes and times, nothing of its content and nothing of another agency. */
export function statusAnswer(
  contracts: Contracts,
  { messageId, code, state, acceptedAt }: SubmissionStatus,
): StatusAnswer {
  return {
    ok: true,
    status: {
      messageId,
      type: contracts.message(code)?.type ?? code,
      status: state === 'ACCEPTED' ? 'ACCEPTED' : 'RECEIVED',
      acceptedAt,
      links: { self: `/v1/messages/${messageId}` },
    },
  };
}

interface KafkaError extends Error {
  readonly type?: string;
  readonly retriable?: boolean;
}

const PRODUCER_STATE: ReadonlySet<string> = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
]);

/** kafkajs wraps errors in layers; the innermost says what happened. */
export function rootCause(error: unknown): KafkaError {
  let at: KafkaError = error instanceof Error ? error : new Error(`threw a ${typeof error}`);
  for (let depth = 0; depth < 8 && at.cause instanceof Error; depth++) at = at.cause;
  return at;
}

/** The broker no longer knows the producer's numbering; a new producer can send the same records. */
export function lostProducerState(error: unknown): boolean {
  return PRODUCER_STATE.has(rootCause(error).type ?? '');
}

/** The broker refused what was sent (too large, not allowed, unknown topic), so another call's records may well pass. */
export function refusedByBroker(error: unknown): boolean {
  const cause = rootCause(error);
  return cause.name === 'KafkaJSProtocolError' && cause.retriable !== true;
}

/** Expected while a group changes hands: somebody else has the partition now, or will have. */
export function membershipChanged(error: unknown): boolean {
  const type = rootCause(error).type ?? '';
  return ['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'FENCED_INSTANCE_ID'].includes(type);
}

export function unreadableCompression(error: unknown): boolean {
  return rootCause(error).name === 'KafkaJSNotImplemented';
}

export function unknownTopic(error: unknown): boolean {
  return rootCause(error).type === 'UNKNOWN_TOPIC_OR_PARTITION';
}

/** The partition's leader is not known or not ready yet; the next broker or the next moment has it. */
export function leaderMissing(error: unknown): boolean {
  return ['NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE'].includes(rootCause(error).type ?? '');
}

const NON_EMPTY_GROUP = 68;

/** Of a deletion of groups: one that still has members can't be deleted. */
export function groupHasMembers(error: unknown): boolean {
  const groups = (error as { groups?: readonly { errorCode?: unknown }[] }).groups ?? [];
  return groups.some(({ errorCode }) => errorCode === NON_EMPTY_GROUP);
}

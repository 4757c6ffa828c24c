import type { ControlCode, MessageCode } from '#lib/domain';

/** Records that the hub itself writes; their slug is their code. */
export const HUB_RECORDS = [
  'decision-record',
  'rule-set-activation',
  're-route',
  're-route-order',
  're-read-order',
  'log-opened',
  'receipt',
] as const;

export type HubRecord = (typeof HUB_RECORDS)[number];

/** Everything that has a schema. */
export type ContractCode = MessageCode | ControlCode | HubRecord;

import type { Endpoint, MessageCode } from '#lib/domain';

/** `gated`: some facts open it, others do not. The rules' answer, over all facts. */
export type Access = 'always' | 'gated' | 'never';

export type FieldAccess = (code: MessageCode, endpoint: Endpoint, field: string) => Access;

/** Nobody gets anything: what holds while no rules are loaded. */
export const NO_ACCESS: FieldAccess = () => 'never';

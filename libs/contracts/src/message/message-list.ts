import { slugOfType, type Catalogue, type ControlCode, type MessageDefinition } from '#lib/domain';
import { HUB_RECORDS, type ContractCode } from './contract-code.js';

/** What is known of a message before its schemas are read. */
export interface ListedMessage {
  readonly code: ContractCode;
  readonly kind: 'case' | 'control' | 'hub';
  readonly slug: string;
  readonly type: string;
  readonly definition: MessageDefinition | null;
}

const CONTROL_SLUGS: Readonly<Record<ControlCode, string>> = {
  H1: 'consent-record',
  H2: 'case-participation',
  H7: 'no-fault-advice',
};

const TYPE_PREFIX = 'nl.vreemdelingenketen.terugkeerzaken.';

/** All 45 messages, the control messages and the hub's own records, in that order. */
export function listMessages(catalogue: Catalogue): readonly ListedMessage[] {
  const cases = catalogue.messages.map((definition): ListedMessage => ({
    code: definition.code,
    kind: 'case',
    slug: slugOfType(definition.type),
    type: definition.type,
    definition,
  }));
  const controls = Object.entries(CONTROL_SLUGS).map(([code, slug]) => plain(code as ControlCode, 'control', slug));
  const hub = HUB_RECORDS.map((slug) => plain(slug, 'hub', slug));
  return [...cases, ...controls, ...hub];
}

function plain(code: ContractCode, kind: 'control' | 'hub', slug: string): ListedMessage {
  return { code, kind, slug, type: `${TYPE_PREFIX}${slug}.v1`, definition: null };
}

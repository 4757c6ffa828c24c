import { CONTROL_CODES, PREDICATE_RULES, type Catalogue, type ControlCode, type MessageCode } from '#lib/domain';
import type { Partner } from './partners.js';

/** Reading what became of one's own messages, and taking one's own deliveries where they are not pushed. */
export const READ_SCOPES = ['read:status', 'read:deliveries'] as const;

/** OAuth scope (RFC 6749, 3.3) of sending one message type: `send:M06`. */
export function sendScope(code: MessageCode | ControlCode): string {
  return `send:${code}`;
}

/** All that an organisation may ever ask for: what the catalogue and the owners of facts give its systems. Sorted as the catalogue is. */
export function partnerScopes(catalogue: Catalogue, partner: Partner): readonly string[] {
  const endpoints = partner.systems.map(({ endpoint }) => endpoint);
  const messages = catalogue.messages.filter(({ senders }) => senders.some((one) => endpoints.includes(one)));
  const controls = CONTROL_CODES.filter((code) =>
    Object.values(PREDICATE_RULES).some(
      ({ statedBy, owners }) => statedBy === code && owners.some((one) => endpoints.includes(one)),
    ),
  );
  return [...messages.map(({ code }) => sendScope(code)), ...controls.map(sendScope), ...READ_SCOPES];
}

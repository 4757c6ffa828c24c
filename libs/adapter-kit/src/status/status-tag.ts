import { hash } from 'node:crypto';
import type { MessageStatus } from './message-status.js';

/** Names one state of what a sender is told, and nothing beside it: two statuses that read the same have the same tag. */
export function statusTag(status: MessageStatus): string {
  return hash('sha256', JSON.stringify(status), 'hex').slice(0, 32);
}

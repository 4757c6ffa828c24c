import type { SubmissionStatus } from '#lib/persistence';
import type { ReceiptWarning } from '../inbound/receipt.js';

/** Warnings of the router (decisions 12), in words. */
const MESSAGES: Readonly<Record<string, string>> = {
  'VAL-06': 'No recent removability check (M04) says that the person may be removed. Ask IND again.',
  'VAL-12': 'This concerns a minor, and no involvement of the guardian is on record. Involve the guardian.',
};

/** Those of the receipt, and those that the router added when it decided. */
export function statusWarnings({ receipt, outcome }: SubmissionStatus): readonly ReceiptWarning[] {
  const accepted = Array.isArray(receipt?.warnings) ? (receipt.warnings as ReceiptWarning[]) : [];
  const decided = Array.isArray(outcome?.warnings) ? outcome.warnings : [];
  return [
    ...accepted,
    ...decided.filter((code) => typeof code === 'string').map((code) => ({ code, message: MESSAGES[code] ?? code })),
  ];
}

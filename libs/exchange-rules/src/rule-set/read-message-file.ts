import { isEndpoint, startOfDutchDay, type Endpoint, type MessageCode } from '#lib/domain';
import {
  RULE_STATUSES,
  type DeclaredGap,
  type DeniedCell,
  type HardDenyCode,
  type Rule,
  type RuleStatus,
  type SenderLimit,
} from './rule-set.js';
import type { YamlReader } from './yaml-reader.js';

/** What one `<message>.rules.yaml` says. */
export interface MessageRules {
  readonly rules: readonly Rule[];
  readonly denied: readonly DeniedCell[];
  readonly senderLimits: readonly SenderLimit[];
  readonly gaps: readonly DeclaredGap[];
}

export function readMessageFile(reader: YamlReader): MessageRules {
  reader.onlyKeys('message', 'rules', 'denied', 'senderLimits', 'gaps');
  const message = reader.text('message') as MessageCode;
  return {
    rules: reader.items('rules', 'id').map((item) => readRule(item, message)),
    denied: reader.items('denied').flatMap((item) => readDenied(item, message)),
    senderLimits: reader.items('senderLimits').map((item) => readSenderLimit(item, message)),
    gaps: reader.items('gaps').flatMap((item) => readGap(item, message)),
  };
}

function readRule(reader: YamlReader, message: MessageCode): Rule {
  reader.onlyKeys(
    ...['id', 'recipient', 'sentence', 'when', 'withheld', 'gated'],
    ...['legalBasis', 'basis', 'status', 'validFrom', 'validUntil', 'idle'],
  );
  return {
    id: reader.text('id'),
    message,
    recipient: endpoint(reader, reader.text('recipient')),
    sentence: reader.bilingual('sentence'),
    when: reader.text('when'),
    withheld: reader.texts('withheld'),
    gated: reader.textMap('gated'),
    legalBasis: reader.texts('legalBasis'),
    basis: reader.text('basis'),
    status: statusOf(reader),
    validFrom: dateOf(reader, 'validFrom') ?? '',
    validUntil: optionalDate(reader, 'validUntil'),
    idle: reader.optionalText('idle'),
  };
}

function readDenied(reader: YamlReader, message: MessageCode): readonly DeniedCell[] {
  reader.onlyKeys('hardDeny', 'recipients');
  const hardDeny = reader.text('hardDeny') as HardDenyCode;
  return reader.texts('recipients').map((name) => ({ message, recipient: endpoint(reader, name), hardDeny }));
}

function readSenderLimit(reader: YamlReader, message: MessageCode): SenderLimit {
  reader.onlyKeys('sender', 'onlyRecipients', 'hardDeny');
  return {
    message,
    sender: endpoint(reader, reader.text('sender')),
    onlyRecipients: reader.texts('onlyRecipients').map((name) => endpoint(reader, name)),
    hardDeny: reader.text('hardDeny') as HardDenyCode,
  };
}

function readGap(reader: YamlReader, message: MessageCode): readonly DeclaredGap[] {
  reader.onlyKeys('recipients', 'from', 'until', 'reason');
  const [from, until] = [optionalDate(reader, 'from'), optionalDate(reader, 'until')];
  const reason = reader.text('reason');
  return reader
    .texts('recipients')
    .map((name) => ({ message, recipient: endpoint(reader, name), from, until, reason }));
}

function endpoint(reader: YamlReader, name: string): Endpoint {
  if (!isEndpoint(name)) reader.fail(`unknown endpoint '${name}'`, 'NAME');
  return name as Endpoint;
}

/** Also read for the hard denies of the rule set. */
export function statusOf(reader: YamlReader): RuleStatus {
  const status = reader.text('status') as RuleStatus;
  if (!RULE_STATUSES.includes(status)) reader.fail(`'status' must be one of ${RULE_STATUSES.join(', ')}`);
  return status;
}

function optionalDate(reader: YamlReader, key: string): string | null {
  return reader.optionalText(key) === null ? null : dateOf(reader, key);
}

export function dateOf(reader: YamlReader, key: string): string | null {
  const date = reader.text(key);
  if (startOfDutchDay(date) !== null) return date;
  reader.fail(`'${key}' must be a date (YYYY-MM-DD)`);
  return null;
}

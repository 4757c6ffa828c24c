import { groupOfLetter, type DeadLetterCard } from '#lib/operations';
import { colours as pc } from '../colours.js';
import { ageInWords } from '../options/age-in-words.js';
import { recipientName } from '../options/recipient-name.js';

export function printDeadLetter(card: DeadLetterCard, write: (line: string) => void): void {
  const { letter, delivery, decision, receipts } = card;
  const line = (name: string, value: string) => write(`${name.padEnd(12)}${value}`);
  write(pc.bold(`Delivery ${letter.deliveryId}`));
  line('recipient', recipientName(letter));
  line('message', `${letter.code} ${letter.messageId}`);
  line('reason', pc.red(`${letter.errorClass}: ${letter.reason ?? 'not in the ledger yet'}`));
  line('group', groupOfLetter(letter) ?? '(none before the ledger has the receipt)');
  line('dead', `since ${letter.deadSince} (${ageInWords(letter.ageSeconds)})`);
  line('attempts', String(letter.attempts));
  line('generation', String(letter.generation));
  line('order', `number ${delivery.seq} of the recipient, ${delivery.caseSeq} of the case, lane ${delivery.lane}`);
  line('case', letter.caseKey);
  line(
    'places',
    `log ${delivery.logPartition}:${delivery.logOffset}, delivery topic ${delivery.topicPartition}:${delivery.topicOffset}`,
  );
  line('versions', `schema ${letter.schemaId ?? '?'}, rules ${letter.ruleSetId ?? '?'}`);
  line('decision', letter.decisionId);
  if (decision === null) line('', pc.yellow('not in the ledger yet'));
  else line('', `${decision.time ?? '(no time)'} by ${decision.sender ?? '?'}: ${decision.outcome}`);
  for (const { refusal, removed, masked, ruleId } of decision?.cells ?? []) {
    const less = [...removed.map((field) => `without ${field}`), ...masked.map((field) => `masked ${field}`)];
    line('', `${refusal ?? 'to be delivered'} by ${ruleId ?? '?'}${less.length === 0 ? '' : `, ${less.join(', ')}`}`);
  }
  for (const { time, outcome, reason, attempts } of receipts) {
    line('receipt', `${time} ${outcome}${reason === null ? '' : ` (${reason})`} after ${attempts} attempt(s)`);
  }
}

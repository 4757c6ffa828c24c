import type { QuarantineCount, QuarantinedRecord, QuarantinePage } from '#lib/persistence';
import { colours as pc } from '../colours.js';
import { ageInWords } from '../options/age-in-words.js';
import { quarantinePage } from './quarantine-page.js';

type Write = (line: string) => void;

/** Why a record is set aside, in words for who has to do something about it. */
const REASONS: Readonly<Record<string, string>> = {
  'bad-origin': 'no door of this hub wrote it, or not like this: a matter for security; it is never read again',
  'no-magic': 'its bytes are not in the hub’s form',
  undecodable: 'its bytes do not fit the schema that they name',
  'wrong-key': 'it lies under the key of another case than it is about',
  'wrong-partition': 'a copy of it lies where the facts of its case are not known',
  'misplaced-activation': 'a copy of an activation, or one of two made at the same moment: activate again',
  'not-the-original': 'an order to decide again whose message is not what it says',
  'not-a-hub-record': 'signed by the hub, and none of the records that it writes',
  headers: 'an adapter could not read what the hub put beside it: decide the message again, or update the adapter',
};

/** Two lines per record: what it is, and how it is found. */
export function printQuarantine({ records, next }: QuarantinePage, write: Write): void {
  for (const record of records) {
    const { claimedMessage, claimedSender, bytes, ageSeconds, quarantineId } = record;
    const claims = `${claimedMessage ?? 'unknown type'} of ${claimedSender ?? 'unknown source'}, it says`;
    write(`${placeOf(record)}  ${pc.red(record.reason.padEnd(20))} ${ageInWords(ageSeconds).padStart(7)}  ${claims}`);
    write(pc.dim(`  ${quarantineId}  ${bytes} bytes${became(record)}`));
  }
  if (records.length === 0) write('Nothing that was set aside fits.');
  const page = quarantinePage(next);
  if (page !== null) write(pc.dim(`\nMore: the same command with --page ${page}`));
}

/** A line per reason. */
export function printQuarantineCounts(counts: readonly QuarantineCount[], write: Write): void {
  for (const { origin, endpoint, reason, count, open, oldestOpenAgeSeconds: oldest } of counts) {
    const where = origin === 'CASE_LOG' ? 'case log' : `deliveries to ${endpoint ?? '?'}`;
    const age = oldest === null ? '' : `, the oldest of them ${ageInWords(oldest)}`;
    write(
      `${String(count).padStart(7)}  ${where.padEnd(20)} ${pc.red(reason.padEnd(20))} ${open} not read again${age}`,
    );
  }
  if (counts.length === 0) write('Nothing was ever set aside.');
}

/** One record with all that the tables say of it. */
export function printQuarantined(record: QuarantinedRecord, write: Write): void {
  const line = (name: string, value: string) => write(`${name.padEnd(12)}${value}`);
  write(pc.bold(`Record ${record.quarantineId}`));
  line('place', placeOf(record).trim());
  line('reason', `${pc.red(record.reason)}: ${REASONS[record.reason] ?? 'unknown to this version'}`);
  line('set aside', `${record.since} (${ageInWords(record.ageSeconds)})`);
  line('claims', `${record.claimedMessage ?? 'unknown type'} of ${record.claimedSender ?? 'unknown source'}`);
  line('message', record.claimedMessageId ?? '(it names none)');
  line('bytes', `${record.bytes}, SHA-256 ${record.hash}`);
  if (record.reRead !== null) line('read again', `${record.reRead.orderedAt} by plan ${record.reRead.planId}`);
  line('decided', record.decided === null ? 'no' : `${record.decided.outcome}, decision ${record.decided.decisionId}`);
  if (record.origin === 'DELIVERY') return;
  write(
    pc.dim(
      `\nTo have it read again when it can be by now: plan a RE_READ of record ${record.partition}/${record.offset}`,
    ),
  );
}

function placeOf({ origin, endpoint, partition, offset }: QuarantinedRecord): string {
  return `${origin === 'CASE_LOG' ? 'log' : (endpoint ?? '?')} ${partition}/${offset}`.padEnd(16);
}

function became({ reRead, decided }: QuarantinedRecord): string {
  const again = reRead === null ? '' : `, read again by plan ${reRead.planId}`;
  return `${again}${decided === null ? '' : `, its message is ${decided.outcome}`}`;
}

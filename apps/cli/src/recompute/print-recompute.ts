import { colours as pc } from '../colours.js';
import type { Agreement, Difference, PartitionRecomputed } from '#lib/routing';

export interface RecomputeTotal {
  readonly agree: boolean;
  readonly records: number;
  readonly decisions: Agreement;
  readonly deliveries: Agreement;
  readonly undecided: number;
  readonly differences: number;
  readonly first: Difference | null;
}

/** Pure. All partitions together; the first difference is that of the first partition that has one. */
export function totalOf(partitions: readonly PartitionRecomputed[]): RecomputeTotal {
  const sum = (of: (one: PartitionRecomputed) => number) => partitions.reduce((total, one) => total + of(one), 0);
  const agreement = (kind: 'decisions' | 'deliveries'): Agreement => ({
    agree: sum((one) => one[kind].agree),
    repeated: sum((one) => one[kind].repeated),
    otherEngine: sum((one) => one[kind].otherEngine),
  });
  const differences = sum((one) => one.differences);
  return {
    agree: differences === 0,
    records: sum((one) => one.records),
    decisions: agreement('decisions'),
    deliveries: agreement('deliveries'),
    undecided: sum((one) => one.undecided),
    differences,
    first: partitions.find(({ first }) => first !== null)?.first ?? null,
  };
}

export function printRecompute(total: RecomputeTotal, write: (line: string) => void): void {
  const { records, decisions, deliveries, undecided, differences, first } = total;
  write(`${records} records of the case log decided again.`);
  const agreed = `${decisions.agree} decisions and ${deliveries.agree} deliveries agree`;
  write(differences === 0 ? pc.green(`✔ ${agreed}, byte for byte.`) : `${agreed}.`);
  if (decisions.repeated + deliveries.repeated > 0) {
    write(`  repeats with the same bytes: ${decisions.repeated} decisions, ${deliveries.repeated} deliveries`);
  }
  if (decisions.otherEngine + deliveries.otherEngine > 0) {
    write(
      `  of another engine, not compared: ${decisions.otherEngine} decisions, ${deliveries.otherEngine} deliveries`,
    );
  }
  if (undecided > 0) write(`  at the end of the log not finished by a router yet: ${undecided}`);
  if (first === null) return;
  write(pc.red(`✘ ${differences} difference${differences === 1 ? '' : 's'}. The first:`));
  for (const line of describe(first)) write(`  ${line}`);
}

function describe(difference: Difference): readonly string[] {
  const { kind, record, topic, partition, logOffset, topicOffset, decisionId, deliveryId, field, reason } = difference;
  const what = {
    DIFFERENT: `differs${field === null ? '' : ` in ${field}`}`,
    MISSING: 'is missing, or comes only after a later one',
    UNEXPLAINED: 'is explained by nothing in the case log',
    CANNOT_DECIDE: `can't be decided again: ${reason ?? ''}`,
  }[kind];
  const id = record === 'decision' ? decisionId : deliveryId;
  return [
    `${record} ${id ?? 'without an id of this hub'} ${what}`,
    ...(record === 'delivery' && decisionId !== null ? [`of decision    ${decisionId}`] : []),
    `in the log at  ${logOffset === null ? '(no place)' : `${partition}:${logOffset}`}`,
    `on the topic   ${topic} ${topicOffset === null ? '(nothing more there)' : `${partition}:${topicOffset}`}`,
  ];
}

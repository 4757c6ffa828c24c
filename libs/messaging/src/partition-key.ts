/** `topic/partition`, as `halted()` and logs name a partition. */
export function partitionKey(topic: string, partition: number): string {
  return `${topic}/${partition}`;
}

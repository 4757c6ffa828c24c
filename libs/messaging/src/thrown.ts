/**
 * What a log line may say about a thrown value: its name, code and frames. The message stays out, because it may quote the
 * record that was being handled.
 */
export function thrownFields(thrown: unknown): { name: string; code?: string; frames?: string } {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  const code = (thrown as { code?: unknown }).code;
  const frames = thrown.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: thrown.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(frames === undefined ? {} : { frames: frames.slice(0, 8).join('\n') }),
  };
}

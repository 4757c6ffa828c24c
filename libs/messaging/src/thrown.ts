const FRAMES = 8;

/**
 * What a log line may say about a thrown value: its name, code and places in the code, as fields of the line. The message stays out, because
 * it may quote the record that was being handled.
 */
export function thrownFields(thrown: unknown): { name: string; code?: string; frames?: readonly string[] } {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  const code = (thrown as { code?: unknown }).code;
  const frames = [...(thrown.stack ?? '').matchAll(/^\s+at .*?([^\s(/\\]+:\d+:\d+)\)?$/gm)].map(
    (found) => found[1] ?? '',
  );
  return {
    name: thrown.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(frames.length === 0 ? {} : { frames: frames.slice(0, FRAMES) }),
  };
}

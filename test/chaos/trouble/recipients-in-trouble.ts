/** Recipients that are told to fail: most of them are pushed to, IOM and the mission of Nigeria fetch. */
const RECIPIENTS = ['IND', 'COA', 'POL', 'NID', 'KMAR', 'DJI', 'GEM', 'DTV', 'IOM', 'EMB'] as const;

export interface Trouble {
  readonly recipient: string;
  readonly behaviour: Readonly<Record<string, string | number>>;
  /** How long it lasts, ms; what is limited to so many pushes ends by itself. */
  readonly forMs: number;
}

/** What an agency's system does next: away, failing, slow, losing its answers, refusing for good. */
export function nextTrouble(random: () => number): Trouble {
  const recipient = RECIPIENTS[Math.floor(random() * RECIPIENTS.length)] ?? 'COA';
  const forMs = 2_000 + Math.floor(random() * 8_000);
  const some = 1 + Math.floor(random() * 3);
  const kinds: readonly Trouble['behaviour'][] = [
    { mode: 'down' },
    { mode: 'error', status: 503 },
    { mode: 'error', status: 429, retryAfterS: 1 },
    { mode: 'slow', delayMs: 1_500 },
    { mode: 'lose-answer', times: some * 5 },
    { mode: 'reject', status: 400, times: some },
  ];
  return { recipient, behaviour: kinds[Math.floor(random() * kinds.length)] ?? { mode: 'down' }, forMs };
}

/** The simulator is no part of the hub, and is never killed. */
export async function tell(simulator: string, recipient: string, behaviour: Trouble['behaviour']): Promise<void> {
  const response = await fetch(`${simulator}/behaviour/${recipient}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(behaviour),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`Telling ${recipient} how to behave: ${response.status}.`);
}

export async function healAll(simulator: string): Promise<void> {
  for (const recipient of RECIPIENTS) await tell(simulator, recipient, { mode: 'ok' });
}

import type { Content, Party } from '#lib/domain';
import type { PartnerSystems, Received, Submitted } from './partner-system.port.js';

interface SendAnswer {
  readonly status: number;
  readonly body: {
    readonly messageId?: string;
    readonly acceptedAt?: string;
    readonly title?: string;
    readonly detail?: string;
    readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
  } | null;
}

interface HeldDeliveries {
  readonly deliveries: readonly {
    readonly id: string;
    readonly times: number;
    readonly event: { readonly data: Content };
  }[];
}

const LONG_POLL_MS = 5_000;

/** The only file that talks to the partner simulator. */
export class SimulatorClient implements PartnerSystems {
  constructor(private readonly url: string) {}

  async submit(party: Party, event: Readonly<Record<string, unknown>>, storyTime: string): Promise<Submitted> {
    const response = await fetch(`${this.url}/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...party, event, storyTime }),
    });
    const answer = (await response.json()) as SendAnswer & { readonly detail?: string };
    if (!response.ok)
      return { status: response.status, messageId: null, acceptedAt: null, problem: answer.detail ?? null };
    const { status, body } = answer;
    return {
      status,
      messageId: body?.messageId ?? null,
      acceptedAt: body?.acceptedAt ?? null,
      problem: status === 202 ? null : problemOf(body),
    };
  }

  async whenReceived(party: Party, deliveryId: string, deadlineMs: number): Promise<Received | null> {
    const deadline = performance.now() + deadlineMs;
    for (;;) {
      const left = deadline - performance.now();
      if (left <= 0) return null;
      const query = new URLSearchParams({
        endpoint: party.endpoint,
        unit: party.unit ?? '-',
        id: deliveryId,
        waitMs: String(Math.ceil(Math.min(left, LONG_POLL_MS))),
      });
      const response = await fetch(`${this.url}/deliveries?${query.toString()}`);
      const held = ((await response.json()) as HeldDeliveries).deliveries[0];
      if (held !== undefined) return { deliveryId, content: held.event.data, times: held.times };
    }
  }
}

function problemOf(body: SendAnswer['body']): string {
  const errors = (body?.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
  return [body?.title, body?.detail, ...errors].filter((text) => text !== undefined).join('; ');
}

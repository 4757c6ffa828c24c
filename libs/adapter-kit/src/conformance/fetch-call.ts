import { partyName } from '#lib/domain';
import type { Call, DoorAnswer, DoorCall } from './agency-system.js';

/** Calls over HTTP. `credentials`: headers that prove who calls, by party name. */
export function fetchCall(url: string, credentials: (party: string) => Readonly<Record<string, string>>): Call {
  return async ({ method = 'GET', path = '', headers = {}, body, as }: DoorCall): Promise<DoorAnswer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(as === null ? {} : credentials(partyName(as))), ...headers },
      ...(body === undefined ? {} : { body: body as string }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

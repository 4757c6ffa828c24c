import { partyName } from '#lib/domain';
import type { AgencyCredentials } from '#lib/trust';
import type { Call, DoorAnswer, DoorCall } from './agency-system.js';

/** How a party proves who it is, by its name; null = a connection that proves nothing. */
export type CredentialsOf = (party: string | null) => AgencyCredentials | Promise<AgencyCredentials>;

/** Calls over HTTP, with TLS where the address says so. */
export function fetchCall(url: string, credentialsOf: CredentialsOf): Call {
  return async ({ method = 'GET', path = '', headers = {}, body, as }: DoorCall): Promise<DoorAnswer> => {
    const own = await credentialsOf(as === null ? null : partyName(as));
    const response = await own.fetch(`${url}${path}`, {
      method,
      headers: { ...own.headers, ...headers },
      ...(body === undefined ? {} : { body }),
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

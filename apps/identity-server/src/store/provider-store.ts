import { errors, type Adapter, type AdapterFactory, type AdapterPayload } from 'oidc-provider';
import type { RegisteredClient } from '#lib/trust';
import { clientMetadata } from '../provider/client-metadata.js';
import { ExpiringStore } from './expiring-store.js';

/**
 * Where the provider keeps what it must remember: the ids of assertions it has seen. Clients come from the registry. Tokens are signed and not
 * kept. A restart forgets, so what may have been seen before it is refused (`check-assertion.ts`).
 */
export function providerStore(clientOf: (id: string) => RegisteredClient | null, now: () => number): AdapterFactory {
  return (model) => new StoreOfModel(model, clientOf, new ExpiringStore(now));
}

class StoreOfModel implements Adapter {
  constructor(
    private readonly model: string,
    private readonly clientOf: (id: string) => RegisteredClient | null,
    private readonly store: ExpiringStore<AdapterPayload>,
  ) {}

  find(id: string): Promise<AdapterPayload | undefined> {
    if (this.model !== 'Client') return Promise.resolve(this.store.get(id));
    const client = this.clientOf(id);
    return Promise.resolve(client === null ? undefined : clientMetadata(client));
  }

  upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    // The provider looks and then writes; of two assertions that come at once both would be new. Here one is.
    if (this.store.add(id, payload, expiresIn)) return Promise.resolve();
    return Promise.reject(new errors.InvalidClientAuth('client assertion tokens must only be used once'));
  }

  destroy(id: string): Promise<void> {
    this.store.delete(id);
    return Promise.resolve();
  }

  consume(): Promise<void> {
    return Promise.reject(new Error('Keeping a grant: this server has none.'));
  }

  findByUid(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  revokeByGrantId(): Promise<void> {
    return Promise.resolve();
  }
}

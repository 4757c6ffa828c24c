import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { ExpiringStore } from '../store/expiring-store.js';

/** Sessions, codes and refresh tokens at once, at most; more are refused until some have ended. */
const MOST = 20_000;

/**
 * Where log-ins of people are kept: in memory, so a restart ends them and everybody logs in again. Access tokens are signed and not kept.
 * `now`: milliseconds since 1970.
 */
export function peopleStore(now: () => number): AdapterFactory {
  const store = new ExpiringStore<AdapterPayload>(now, MOST);
  return (model) => new PeopleStore(model, store);
}

class PeopleStore implements Adapter {
  constructor(
    private readonly model: string,
    private readonly store: ExpiringStore<AdapterPayload>,
  ) {}

  find(id: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.store.get(`${this.model} ${id}`));
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.pointedTo(`uid ${uid}`);
  }

  async findByUserCode(code: string): Promise<AdapterPayload | undefined> {
    return this.pointedTo(`user code ${code}`);
  }

  upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const { uid, userCode } = payload;
    return Promise.resolve().then(() => {
      this.put(`${this.model} ${id}`, payload, expiresIn);
      if (this.model === 'Session' && uid !== undefined) this.put(`uid ${uid}`, { jti: id }, expiresIn);
      if (userCode !== undefined) this.put(`user code ${userCode}`, { jti: id }, expiresIn);
    });
  }

  consume(id: string): Promise<void> {
    const payload = this.store.get(`${this.model} ${id}`);
    if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    this.store.delete(`${this.model} ${id}`);
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    this.store.deleteWhere((payload) => payload.grantId === grantId);
    return Promise.resolve();
  }

  private put(key: string, payload: AdapterPayload, expiresIn: number): void {
    this.store.delete(key);
    if (!this.store.add(key, payload, expiresIn))
      throw new Error('Keeping a log-in: there are too many at this moment.');
  }

  private pointedTo(key: string): Promise<AdapterPayload | undefined> {
    const jti = this.store.get(key)?.jti;
    return jti === undefined ? Promise.resolve(undefined) : this.find(jti);
  }
}

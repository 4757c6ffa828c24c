import { WELL_BEHAVED, type Behaviour } from './behaviour.js';

/** How each recipient answers; a unit may be told something else than its endpoint. */
export class Behaviours {
  private readonly told = new Map<string, Behaviour>();

  tell(name: string, behaviour: Behaviour): void {
    this.told.set(name, behaviour);
  }

  all(): Readonly<Record<string, Behaviour>> {
    return Object.fromEntries(this.told);
  }

  /** The behaviour for this push, counted off where it is limited. */
  next(endpoint: string, unit: string | null): Behaviour {
    const name = unit !== null && this.told.has(`${endpoint}:${unit}`) ? `${endpoint}:${unit}` : endpoint;
    const behaviour = this.told.get(name) ?? WELL_BEHAVED;
    if (behaviour.times === null) return behaviour;
    if (behaviour.times <= 1) this.told.delete(name);
    else this.told.set(name, { ...behaviour, times: behaviour.times - 1 });
    return behaviour;
  }
}

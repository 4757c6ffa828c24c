import { type MissionReference } from './router-store.port.js';

export interface MissionReferences {
  /** null when this unit was never given this reference. */
  resolve(unit: string, reference: string): Promise<MissionReference | null>;
}

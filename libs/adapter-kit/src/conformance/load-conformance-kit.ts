import type { ConformanceKit } from './conformance-kit.js';

/** Loaded when somebody judges an adapter: fakes and validators have no place in a process that serves one. */
export async function loadConformanceKit(): Promise<ConformanceKit> {
  return (await import('./conformance-kit.js')).conformanceKit;
}

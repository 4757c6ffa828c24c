import { join } from 'node:path';
import type { DynamicModule, Type } from '@nestjs/common';
import { hasUnits, type Endpoint, type Party } from '#lib/domain';
import { createLogger, projectRoot } from '#lib/platform';
import { startAdapter } from '../host/start-adapter.js';
import { findAdapterFolders } from '../manifest/find-manifests.js';
import { fetches } from '../manifest/fetches.js';
import type { AdapterUnderTest } from './adapter-under-test.js';
import { AgencySystem } from './agency-system.js';
import { fetchCall } from './fetch-call.js';
import type { Need } from './conformance-check.js';
import { localInside } from './local-inside.js';
import { memoryRuntime, testContracts } from './memory-runtime.fake.js';
import { submissionOf } from './submission-of.js';

const ALL: readonly Need[] = ['door', 'credentials', 'messages', 'manifest', 'code', 'inside', 'stop'];

/**
 * An adapter in this process, listening on a free port, with fakes where Kafka, PostgreSQL and the agency would be. Contracts, rules and HTTP
 * are real. The caller closes it.
 */
export async function openLocalAdapter(
  id: string,
  load: () => Promise<Type | DynamicModule>,
): Promise<AdapterUnderTest> {
  const logged: string[] = [];
  const logger = createLogger(id, { level: 'debug', destination: { write: (line: string) => logged.push(line) } });
  const runtime = await memoryRuntime({ logger });
  const running = await startAdapter(await load(), runtime, '127.0.0.1', 0);
  const { adapter, url } = running;
  const folder = findAdapterFolders().includes(id) ? join(projectRoot(), 'apps', id) : null;
  let open = true;
  const agency = new AgencySystem({
    contracts: runtime.contracts,
    formatOf: ({ endpoint }) => adapter.definition.endpoints.find((one) => one.endpoint === endpoint)!.format,
    call: fetchCall(url, (party) => runtime.credentials(party, adapter.manifest.id)),
  });
  return {
    id,
    contracts: runtime.contracts,
    url,
    endpoints: adapter.manifest.endpoints,
    parties: adapter.manifest.endpoints.map(({ endpoint }) => oneParty(endpoint)),
    can: new Set([...ALL, ...(folder === null ? [] : (['folder'] as const))]),
    agency,
    adapter,
    folder,
    inside: localInside(
      runtime,
      running.health,
      () => logged.join(''),
      agency,
      (party) => fetches(adapter.manifest, party),
    ),
    submission: (code, party, random) => submissionOf(runtime, code, party, random),
    close: async () => {
      if (!open) return;
      open = false;
      await running.close();
      await runtime.log.close();
    },
  };
}

/** The endpoint itself, or the first of its units in the partner list. */
export function oneParty(endpoint: Endpoint): Party {
  const systems = testContracts().partners.all.flatMap((partner) => partner.systems);
  const unit = hasUnits(endpoint) ? (systems.find((one) => one.endpoint === endpoint)?.unit ?? null) : null;
  return { endpoint, unit };
}

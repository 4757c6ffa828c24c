import { disagreements } from '../../definition/adapter.js';
import { catalogueFaults } from '../../manifest/catalogue-faults.js';
import type { ConformanceCheck } from '../conformance-check.js';

/** What the adapter says of itself is true. */
export const MANIFEST_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'manifest-rights',
    title: 'declares exactly what the catalogue and the rules give its endpoints',
    needs: ['manifest'],
    hint: 'Set sends, receives and controls of adapter.manifest.json to what the finding names; the catalogue and the rules decide, no subset.',
    run: ({ adapter, contracts }) => Promise.resolve(catalogueFaults(contracts, adapter!.manifest)),
  },
  {
    id: 'manifest-code',
    title: 'has in its code what its manifest declares, and nothing beside it',
    needs: ['manifest', 'code'],
    hint: 'Endpoints, format names and mappers of the definition must be those of adapter.manifest.json.',
    run: ({ adapter }) => Promise.resolve(disagreements(adapter!.manifest, adapter!.definition)),
  },
];

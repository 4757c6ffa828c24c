import { jest } from '@jest/globals';
import { findAdapterIds, loadAdapterModule } from '#lib/adapter-kit';
import { describeAdapterDocuments } from '../../libs/adapter-kit/src/conformance/describe-adapter-documents.features.js';

// Every message of an adapter in one test, on a machine that may be busy with others.
jest.setTimeout(60_000);

for (const id of findAdapterIds()) describeAdapterDocuments(id, () => loadAdapterModule(id));

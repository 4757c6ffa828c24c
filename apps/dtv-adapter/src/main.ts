import { bootstrapAdapter } from '#lib/adapter-kit';
import { DtvAdapterModule } from './dtv-adapter.module.js';

await bootstrapAdapter('dtv-adapter', DtvAdapterModule);

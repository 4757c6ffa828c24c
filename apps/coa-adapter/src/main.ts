import { bootstrapAdapter } from '#lib/adapter-kit';
import { CoaAdapterModule } from './coa-adapter.module.js';

await bootstrapAdapter('coa-adapter', CoaAdapterModule);

import { bootstrapAdapter } from '#lib/adapter-kit';
import { KmarAdapterModule } from './kmar-adapter.module.js';

await bootstrapAdapter('kmar-adapter', KmarAdapterModule);

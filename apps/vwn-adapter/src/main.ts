import { bootstrapAdapter } from '#lib/adapter-kit';
import { VwnAdapterModule } from './vwn-adapter.module.js';

await bootstrapAdapter('vwn-adapter', VwnAdapterModule);

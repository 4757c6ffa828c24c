import { bootstrapAdapter } from '#lib/adapter-kit';
import { BuzaAdapterModule } from './buza-adapter.module.js';

await bootstrapAdapter('buza-adapter', BuzaAdapterModule);

import { bootstrapAdapter } from '#lib/adapter-kit';
import { IndAdapterModule } from './ind-adapter.module.js';

await bootstrapAdapter('ind-adapter', IndAdapterModule);

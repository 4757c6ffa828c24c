import { bootstrapAdapter } from '#lib/adapter-kit';
import { DjiAdapterModule } from './dji-adapter.module.js';

await bootstrapAdapter('dji-adapter', DjiAdapterModule);

import { bootstrapAdapter } from '#lib/adapter-kit';
import { IomAdapterModule } from './iom-adapter.module.js';

await bootstrapAdapter('iom-adapter', IomAdapterModule);

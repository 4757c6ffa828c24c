import { bootstrapAdapter } from '#lib/adapter-kit';
import { PoliceAdapterModule } from './police-adapter.module.js';

await bootstrapAdapter('police-adapter', PoliceAdapterModule);

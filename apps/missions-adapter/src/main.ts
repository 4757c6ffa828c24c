import { bootstrapAdapter } from '#lib/adapter-kit';
import { MissionsAdapterModule } from './missions-adapter.module.js';

await bootstrapAdapter('missions-adapter', MissionsAdapterModule);

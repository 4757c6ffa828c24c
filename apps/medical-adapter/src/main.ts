import { bootstrapAdapter } from '#lib/adapter-kit';
import { MedicalAdapterModule } from './medical-adapter.module.js';

await bootstrapAdapter('medical-adapter', MedicalAdapterModule);

import { bootstrapAdapter } from '#lib/adapter-kit';
import { NidosAdapterModule } from './nidos-adapter.module.js';

await bootstrapAdapter('nidos-adapter', NidosAdapterModule);

import { bootstrapAdapter } from '#lib/adapter-kit';
import { MunicipalitiesAdapterModule } from './municipalities-adapter.module.js';

await bootstrapAdapter('municipalities-adapter', MunicipalitiesAdapterModule);

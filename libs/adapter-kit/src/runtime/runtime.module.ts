import { Module, type DynamicModule } from '@nestjs/common';
import { HealthRegistry, Metrics } from '#lib/platform';
import { ADAPTER_RUNTIME, type AdapterRuntime } from './adapter-runtime.js';

/** Makes the process's runtime, and this adapter's own health and metrics, known to the adapter's Nest application. */
@Module({})
export class RuntimeModule {
  static of(runtime: AdapterRuntime, health: HealthRegistry, metrics: Metrics): DynamicModule {
    return {
      module: RuntimeModule,
      global: true,
      providers: [
        { provide: ADAPTER_RUNTIME, useValue: runtime },
        { provide: HealthRegistry, useValue: health },
        { provide: Metrics, useValue: metrics },
      ],
      exports: [ADAPTER_RUNTIME, HealthRegistry, Metrics],
    };
  }
}

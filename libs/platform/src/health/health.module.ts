import { type DynamicModule, Module } from '@nestjs/common';
import { HealthRegistry } from './health-registry.js';
import { HealthController } from './health.controller.js';

/** `GET /health/live` and `GET /health/ready`. */
@Module({})
export class HealthModule {
  static forRoot(registry: HealthRegistry): DynamicModule {
    return {
      module: HealthModule,
      controllers: [HealthController],
      providers: [{ provide: HealthRegistry, useValue: registry }],
      exports: [HealthRegistry],
    };
  }
}

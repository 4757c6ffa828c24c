import { Module, type DynamicModule } from '@nestjs/common';
import type { ConsoleTrust } from '#lib/trust';
import { AccessModule } from './access/access.module.js';

/** What the REST interface is made of; opened by `startConsole`, faked in tests. */
export interface ConsoleParts {
  readonly trust: ConsoleTrust;
}

/** The REST interface of the console. */
@Module({})
export class ConsoleModule {
  static forRoot({ trust }: ConsoleParts): DynamicModule {
    return { module: ConsoleModule, imports: [AccessModule.forRoot(trust)] };
  }
}

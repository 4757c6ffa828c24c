import { Module, type DynamicModule } from '@nestjs/common';

/** The REST interface of the console. */
@Module({})
export class ConsoleModule {
  static forRoot(): DynamicModule {
    return { module: ConsoleModule };
  }
}

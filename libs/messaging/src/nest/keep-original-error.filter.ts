import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';

/** Nest replaces whatever a handler throws by "Internal server error"; the log's own supervision needs what really happened. */
@Catch()
export class KeepOriginalError implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

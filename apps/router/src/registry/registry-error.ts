import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply } from 'fastify';

/** What a Confluent client expects of an error: its own body and codes, not a problem document. */
export class RegistryError extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: number,
    message: string,
  ) {
    super(message);
  }
}

export const subjectNotFound = (): RegistryError => new RegistryError(404, 40401, 'Subject not found.');
export const versionNotFound = (): RegistryError => new RegistryError(404, 40402, 'Version not found.');
export const schemaNotFound = (): RegistryError => new RegistryError(404, 40403, 'Schema not found.');
export const invalidVersion = (): RegistryError =>
  new RegistryError(422, 42202, 'The specified version is not valid: a number from 1 or "latest".');
export const readOnly = (): RegistryError =>
  new RegistryError(422, 42205, 'This registry is read-only: schemas come with a release of the hub.');

@Catch(RegistryError)
export class RegistryErrorFilter implements ExceptionFilter<RegistryError> {
  catch(error: RegistryError, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply
      .status(error.status)
      .header('content-type', REGISTRY_MEDIA_TYPE)
      .send(JSON.stringify({ error_code: error.errorCode, message: error.message }));
  }
}

export const REGISTRY_MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';

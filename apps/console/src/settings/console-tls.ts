import { isAbsolute, join } from 'node:path';
import type { HubConfig } from '#lib/platform';
import { ownFiles, type TlsFiles } from '#lib/trust';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * With what the console listens: files of the development PKI unless the environment names others. Operators show no certificate, they come with
 * a token; so nobody is asked for one.
 */
export function consoleTls(
  env: Environment,
  { stateFolder, secretsFolder }: Pick<HubConfig, 'stateFolder' | 'secretsFolder'>,
): TlsFiles {
  const own = ownFiles(secretsFolder, 'console');
  const file = (variable: string, otherwise: string): string => {
    const named = env[variable]?.trim() ?? '';
    if (named === '') return otherwise;
    return isAbsolute(named) ? named : join(stateFolder, named);
  };
  return {
    ...own,
    certificate: file('SCHAKEL_CONSOLE_TLS_CERT', own.certificate),
    key: file('SCHAKEL_CONSOLE_TLS_KEY', own.key),
  };
}

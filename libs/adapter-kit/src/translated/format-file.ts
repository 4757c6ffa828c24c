import { DATE_STYLES, TIME_STYLES, type Dialect } from './dialect.js';

/** `format.json`: how an agency's JSON is called and how it writes values. */
export interface FormatFile extends Pick<
  Dialect,
  'name' | 'language' | 'mediaType' | 'dates' | 'times' | 'booleans' | 'lifted'
> {
  /** Of the words that come from the language's vocabulary. */
  readonly names: 'camelCase' | 'snake_case';
}

/** @throws with everything that is wrong with the file */
export function parseFormatFile(id: string, json: unknown): FormatFile {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Partial<FormatFile>;
  const { name, language, mediaType, dates, times, names, booleans = null, lifted = {} } = given;
  const faults = [
    typeof name === 'string' && /^[a-z]+-json$/.test(name) ? '' : 'name must end in -json',
    language === 'nl' || language === 'en' ? '' : 'language must be nl or en',
    typeof mediaType === 'string' && /^[a-z]+\/[a-z0-9.+-]*json$/.test(mediaType)
      ? ''
      : 'mediaType must be one of JSON',
    DATE_STYLES.some((style) => style === dates) ? '' : `dates must be one of ${DATE_STYLES.join(', ')}`,
    TIME_STYLES.some((style) => style === times) ? '' : `times must be one of ${TIME_STYLES.join(', ')}`,
    names === 'camelCase' || names === 'snake_case' ? '' : 'names must be camelCase or snake_case',
    booleans === null || new Set(booleans).size === 2 ? '' : 'booleans must be two different words',
  ].filter((fault) => fault !== '');
  if (faults.length > 0) throw new Error(`Reading apps/${id}/vocabulary/format.json: ${faults.join('; ')}.`);
  return { ...(given as FormatFile), booleans, lifted };
}

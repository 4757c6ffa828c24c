import { parseDocument, type Document } from 'yaml';
import { isLanguage, LANGUAGES, type Bilingual, type Language } from '../language/language.js';
import type { RuleError, RuleErrorKind, RuleFileText } from './rule-error.js';

/** Reads plain values out of a parsed YAML file and collects what is wrong with them; a missing value becomes an empty one. */
export class YamlReader {
  constructor(
    private readonly file: string,
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly errors: RuleError[],
    private readonly rule: string | null = null,
  ) {}

  static ofFile({ file, text }: RuleFileText, errors: RuleError[]): YamlReader {
    const document = parseDocument(text, { strict: true, uniqueKeys: true });
    for (const error of document.errors) {
      errors.push({ kind: 'FORM', file, rule: null, message: error.message.split('\n')[0] ?? '' });
    }
    return new YamlReader(file, document.errors.length === 0 ? valuesOf(document, file, errors) : {}, errors);
  }

  fail(message: string, kind: RuleErrorKind = 'FORM'): void {
    this.errors.push({ kind, file: this.file, rule: this.rule, message });
  }

  onlyKeys(...allowed: readonly string[]): void {
    for (const key of Object.keys(this.values)) if (!allowed.includes(key)) this.fail(`unknown key '${key}'`);
  }

  text(key: string): string {
    const value = this.values[key];
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.fail(`'${key}' must be a text`);
    return '';
  }

  /** A text in every language. */
  bilingual(key: string): Bilingual {
    const value = this.values[key];
    const given = isMap(value) ? value : {};
    const textIn = (language: Language): string => {
      const text = given[language];
      return typeof text === 'string' ? text.trim() : '';
    };
    if (LANGUAGES.some((language) => textIn(language) === ''))
      this.fail(`'${key}' must be a text in each of ${LANGUAGES.join(' and ')}`);
    if (Object.keys(given).some((name) => !isLanguage(name))) this.fail(`'${key}' has a language that is not known`);
    return { en: textIn('en'), nl: textIn('nl') };
  }

  optionalText(key: string): string | null {
    return (this.values[key] ?? null) === null ? null : this.text(key);
  }

  wholeNumber(key: string): number {
    const value = this.values[key];
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    this.fail(`'${key}' must be a whole number`);
    return 0;
  }

  texts(key: string): readonly string[] {
    const value = this.values[key] ?? [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.fail(`'${key}' must be a list of texts`);
    return [];
  }

  textMap(key: string): Readonly<Record<string, string>> {
    const value = this.values[key] ?? {};
    if (isMap(value) && Object.values(value).every((item) => typeof item === 'string')) {
      return value as Record<string, string>;
    }
    this.fail(`'${key}' must be a list of names with a text each`);
    return {};
  }

  /** One reader per item of a list of maps; `named` is the key that names the item in errors. */
  items(key: string, named: string | null = null): readonly YamlReader[] {
    const value = this.values[key] ?? [];
    if (!Array.isArray(value) || !value.every(isMap)) {
      this.fail(`'${key}' must be a list of entries`);
      return [];
    }
    return value.map((item) => this.within(item, named === null ? null : item[named]));
  }

  entries(key: string): readonly (readonly [string, YamlReader])[] {
    const value = this.values[key] ?? {};
    if (!isMap(value) || !Object.values(value).every(isMap)) {
      this.fail(`'${key}' must be a list of named entries`);
      return [];
    }
    return Object.entries(value).map(([name, item]) => [name, this.within(item as Record<string, unknown>, name)]);
  }

  private within(values: Readonly<Record<string, unknown>>, rule: unknown): YamlReader {
    return new YamlReader(this.file, values, this.errors, typeof rule === 'string' ? rule : this.rule);
  }
}

/** Aliases are refused: a rule must say what it says where it stands, and nested ones can blow a small file up. */
function valuesOf(document: Document, file: string, errors: RuleError[]): Readonly<Record<string, unknown>> {
  try {
    const values: unknown = document.toJS({ maxAliasCount: 0 });
    if (isMap(values)) return values;
    errors.push({ kind: 'FORM', file, rule: null, message: 'must be a list of named entries' });
  } catch {
    errors.push({ kind: 'FORM', file, rule: null, message: 'uses YAML aliases' });
  }
  return {};
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

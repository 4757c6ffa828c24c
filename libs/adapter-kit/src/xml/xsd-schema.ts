import { ParseOption, XmlDocument, XmlLibError, XsdValidator, type ErrorDetail } from 'libxml2-wasm';

/** No network, no external entities, no catalogue, no HUGE: the parser's own limits (256 levels, 10 MB of text) stay in force. */
const OPTIONS = (ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_BIG_LINES) as ParseOption;

export type ParsedXml =
  | { readonly ok: true; readonly document: XmlDocument }
  | { readonly ok: false; readonly details: readonly ErrorDetail[] };

/**
 * Bytes as a document of libxml2, whose memory is not the engine's: whoever gets one disposes of it. The bytes have passed `prologFault`, so
 * that there is nothing in them to expand or to fetch.
 */
export function parseXml(body: Uint8Array): ParsedXml {
  try {
    return { ok: true, document: XmlDocument.fromBuffer(body, { encoding: 'utf-8', option: OPTIONS }) };
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return { ok: false, details: error.details };
  }
}

/** A published XSD, compiled once and kept for the life of the process. */
export class XsdSchema {
  private readonly validator: XsdValidator;

  /** @throws when the text is no XML Schema: it is part of the release */
  constructor(readonly text: string) {
    const document = XmlDocument.fromString(text);
    try {
      this.validator = XsdValidator.fromDoc(document);
    } finally {
      document.dispose();
    }
  }

  /** What the schema says against the document, in libxml2's words, which quote values; empty when it fits. */
  faultsOf(document: XmlDocument): readonly ErrorDetail[] {
    try {
      this.validator.validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      return error.details;
    }
  }
}

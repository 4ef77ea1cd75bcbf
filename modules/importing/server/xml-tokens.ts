import type { SaxesTagPlain } from 'saxes';
import { type Attributes, localName, XmlStream } from './xml-stream.ts';

export type XmlTag = {
  /** Without its prefix. */
  readonly name: string;
  /** `x:` of `<x:row>`; empty without one. */
  readonly prefix: string;
  readonly attributes: Attributes;
  /** It closes itself. */
  readonly closed: boolean;
};

/**
 * What a document is made of, in order. `raw` is the text as it stands in the document, so that a document can be
 * written again from its tokens, and what is not touched stays as it was.
 */
export type TokenSink = {
  /** A tag that closes itself has no `close`. */
  open(tag: XmlTag, raw: string): void;
  close(name: string, raw: string): void;
  /** What stands between tags: text with its entities, declarations, comments. */
  other(raw: string): void;
  /** Its text decoded. */
  text?(text: string): void;
};

/** Cuts XML into its tags and what stands between them, as it arrives. */
export class XmlTokens extends XmlStream {
  readonly #sink: TokenSink;

  constructor(sink: TokenSink) {
    super();
    this.#sink = sink;
    /** The tag that ends here; what stands before it is handed on first. */
    const cut = (): string => {
      const raw = this.take();
      const start = raw.lastIndexOf('<');
      if (start > 0) sink.other(raw.slice(0, start));
      return start > 0 ? raw.slice(start) : raw;
    };
    this.parser.on('opentag', ({ name, attributes, isSelfClosing: closed }: SaxesTagPlain) => {
      const bare = localName(name);
      const raw = cut();
      sink.open({ name: bare, prefix: name.slice(0, name.length - bare.length), attributes, closed }, raw);
    });
    this.parser.on('closetag', (tag: SaxesTagPlain) => {
      if (!tag.isSelfClosing) sink.close(localName(tag.name), cut());
    });
    const text = sink.text?.bind(sink);
    if (text) this.parser.on('text', text);
  }

  override end(): string {
    const behind = super.end();
    if (behind !== '') this.#sink.other(behind);
    return behind;
  }
}

/** Cuts a small document at once. */
export const cutXml = (bytes: Buffer, sink: TokenSink): void => {
  const tokens = new XmlTokens(sink);
  tokens.write(bytes);
  tokens.end();
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const inAttributes: Readonly<Record<string, string>> = { '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);

/** A tag written again, with attributes set, or taken away by null; those that are set come last. */
export const tagText = (
  { name, prefix, attributes, closed }: XmlTag,
  changes: Readonly<Record<string, string | number | null>> = {},
): string => {
  const kept = Object.entries(attributes).filter(([key]) => !(key in changes));
  const set = Object.entries(changes).filter(([, value]) => value !== null);
  const written = [...kept, ...set].map(
    ([key, value]) => ` ${key}="${escapeXml(String(value)).replace(/[\n\r\t]/g, (sign) => inAttributes[sign]!)}"`,
  );
  return `<${prefix}${name}${written.join('')}${closed ? '/' : ''}>`;
};

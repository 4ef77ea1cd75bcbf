import { StringDecoder } from 'node:string_decoder';
import { Refused } from '@xueqian/kernel/decision.ts';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

const longestToken = 1024 * 1024;
const mostFlaws = 10_000;

export const notXml = (): Refused => new Refused('importing.file-broken');

/** What programs get wrong while their files are readable all the same: signs, entities and the first line. */
const tolerated =
  /^disallowed character\.$|^undefined entity|^malformed character entity|in entity name|^the string "]]>"|XML declaration|^(version number|encoding value|standalone value|whitespace required)/;
/** An ampersand that begins no entity: what follows it would be swallowed up to the next semicolon. */
const looseAmpersand = /&(?![^\s<&;]{1,64};)/;

/** The name without its prefix. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * XML as it arrives, read by saxes. Here stand what a file from outside needs besides: no document type declaration,
 * and with it no entity of its own; no token beyond a length; the flaws that are overlooked.
 *
 * Keep the handlers few: with the eighth, the engine keeps saxes' parser as a dictionary, and it is four times slower.
 */
export class XmlStream {
  protected readonly parser = new SaxesParser({ xmlns: false, position: false });
  readonly #decoder = new StringDecoder('utf8');
  /** The document from the end of the last token on (or a little before). */
  #window = '';
  #windowAt = 0;
  #tokenAt = 0;
  #flaws = 0;

  constructor() {
    this.parser.on('doctype', () => {
      throw notXml();
    });
    this.parser.on('error', ({ message }) => {
      this.#flaws++;
      const so = this.#window.slice(this.#tokenAt - this.#windowAt, this.parser.position - this.#windowAt);
      if (this.#flaws > mostFlaws || !tolerated.test(message) || so.endsWith('<')) throw notXml();
      if (message.includes('entity') && looseAmpersand.test(so)) throw notXml();
    });
  }

  /** Tells that a token ends here. */
  protected pass(): void {
    this.#tokenAt = this.parser.position;
  }

  /** The document from the end of the last token to here, as it is written. */
  protected take(): string {
    const from = this.#tokenAt - this.#windowAt;
    this.pass();
    return this.#window.slice(from, this.#tokenAt - this.#windowAt);
  }

  write(chunk: Buffer): void {
    this.writeText(this.#decoder.write(chunk));
  }

  writeText(text: string): void {
    this.#window = this.#window.slice(this.#tokenAt - this.#windowAt) + text;
    this.#windowAt = this.#tokenAt;
    this.parser.write(text);
    const waiting = this.#windowAt + this.#window.length - this.#tokenAt;
    if (waiting > longestToken) this.overlong(this.#window.slice(-waiting));
  }

  /** Tells that nothing more comes: a document that stops in its middle is broken. Gives what stands behind its end. */
  end(): string {
    this.parser.close();
    return this.#window.slice(this.#tokenAt - this.#windowAt);
  }

  protected overlong(_token: string): void {
    throw notXml();
  }
}

export type Attributes = Readonly<Record<string, string>>;

/** What a document says, in order. Names come without their prefix, texts decoded; long text may come in pieces. */
export type XmlSink = {
  /** An element that closes itself has no `close`. */
  open(name: string, attributes: Attributes, closed: boolean): void;
  close?(name: string): void;
  text?(text: string): void;
};

export class XmlReader extends XmlStream {
  readonly #sink: XmlSink;

  constructor(sink: XmlSink) {
    super();
    this.#sink = sink;
    this.parser.on('opentag', (tag: SaxesTagPlain) => {
      this.pass();
      sink.open(localName(tag.name), tag.attributes, tag.isSelfClosing);
    });
    this.parser.on('closetag', (tag: SaxesTagPlain) => {
      this.pass();
      if (!tag.isSelfClosing) sink.close?.(localName(tag.name));
    });
    const text = sink.text?.bind(sink);
    if (!text) return;
    this.parser.on('text', text);
    this.parser.on('cdata', text);
  }

  /** The sink may know what is too long, and where it stands. */
  protected override overlong(token: string): void {
    if (token[0] !== '<') this.#sink.text?.(token);
    super.overlong(token);
  }
}

/** Reads a small document at once. */
export const readXml = (bytes: Buffer, sink: XmlSink): void => {
  const reader = new XmlReader(sink);
  reader.write(bytes);
  reader.end();
};

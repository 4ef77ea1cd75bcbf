import { StringDecoder } from 'node:string_decoder';
import { Refused } from '@xueqian/kernel/decision.ts';

/**
 * What a document is made of, in order. `raw` is the text as it stands in the document, so that a document can be
 * written again from its tokens. Names come without their prefix.
 */
export type TokenSink = {
  /** `raw` is the whole tag; a tag that closes itself has no `close`. */
  open(name: string, raw: string, closed: boolean): void;
  close(name: string, raw: string): void;
  /** Text with its entities; long text comes in pieces. Character data sections come as escaped text. */
  text(raw: string): void;
  /** Declarations and comments. */
  other?(raw: string): void;
};

const longestTag = 1024 * 1024;

const notXml = (): Refused => new Refused('importing.file-broken');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const entityText = (whole: string, name: string): string => {
  if (name[0] !== '#') return named[name] ?? whole;
  const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

/** Text of its raw form: the five named entities and numbers; nothing is ever looked up elsewhere. */
export const unescapeXml = (raw: string): string => {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  return text.includes('&') ? text.replace(/&(#?[a-zA-Z0-9]+);/g, entityText) : text;
};

const attributePatterns = new Map<string, RegExp>();

/** An attribute of a raw tag, by its name as written; null when it is not there. */
export const attribute = (raw: string, name: string): string | null => {
  const start = raw.indexOf(` ${name}="`);
  if (start >= 0) {
    const from = start + name.length + 3;
    return unescapeXml(raw.slice(from, raw.indexOf('"', from)));
  }
  if (!/['\n\t\r]| =|= /.test(raw)) return null;
  let pattern = attributePatterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    attributePatterns.set(name, pattern);
  }
  const found = pattern.exec(raw);
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : null;
};

/** The end of the tag that begins at `from`: the first `>` outside quotes; -1 while it has not come yet. */
const endOfTag = (text: string, from: number): number => {
  let quote = 0;
  let at = from;
  let end = text.indexOf('>', from);
  while (end >= 0) {
    for (; at < end; at++) {
      const sign = text.charCodeAt(at);
      if (quote === 0) {
        if (sign === 34 || sign === 39) quote = sign;
      } else if (sign === quote) quote = 0;
    }
    if (quote === 0) return end;
    end = text.indexOf('>', end + 1);
  }
  return -1;
};

const isNameEnd = (sign: number): boolean => sign <= 32 || sign === 47 || sign === 62;

const nameOf = (text: string, from: number): string => {
  let end = from;
  let start = from;
  for (; end < text.length; end++) {
    const sign = text.charCodeAt(end);
    if (isNameEnd(sign)) break;
    if (sign === 58) start = end + 1;
  }
  return text.slice(start, end);
};

/** Cuts XML into tokens as it arrives. Document type declarations, and with them all entities, are refused. */
export class XmlTokens {
  readonly #sink: TokenSink;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';
  #depth = 0;

  constructor(sink: TokenSink) {
    this.#sink = sink;
  }

  write(chunk: Buffer): void {
    this.#cut(this.#rest + this.#decoder.write(chunk));
    if (this.#rest.length > longestTag) throw notXml();
  }

  /** Tells that nothing more comes: a document that stops in its middle is broken. */
  end(): void {
    if (this.#depth !== 0 || this.#rest.trim() !== '') throw notXml();
  }

  #cut(text: string): void {
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) {
        if (at < text.length) this.#sink.text(text.slice(at));
        this.#rest = '';
        return;
      }
      if (tag > at) this.#sink.text(text.slice(at, tag));
      const next = this.#token(text, tag);
      if (next < 0) {
        this.#rest = text.slice(tag);
        return;
      }
      at = next;
    }
  }

  /** Hands on the token at `from` and tells where it ends; -1 when it is not complete. */
  #token(text: string, from: number): number {
    const sign = text.charCodeAt(from + 1);
    if (sign === 33 || sign === 63) return this.#special(text, from);
    if (Number.isNaN(sign)) return -1;
    const end = endOfTag(text, from);
    if (end < 0) return -1;
    const raw = text.slice(from, end + 1);
    if (sign === 47) {
      this.#depth--;
      if (this.#depth < 0) throw notXml();
      this.#sink.close(nameOf(raw, 2), raw);
    } else {
      const closed = raw.charCodeAt(raw.length - 2) === 47;
      if (!closed) this.#depth++;
      this.#sink.open(nameOf(raw, 1), raw, closed);
    }
    return end + 1;
  }

  #special(text: string, from: number): number {
    if (text.startsWith('<![CDATA[', from)) {
      const end = text.indexOf(']]>', from);
      if (end < 0) return -1;
      this.#sink.text(escapeXml(text.slice(from + 9, end)));
      return end + 3;
    }
    const [start, stop] = text.charCodeAt(from + 1) === 63 ? ['<?', '?>'] : ['<!--', '-->'];
    if (!text.startsWith(start, from)) {
      if ('<![CDATA['.startsWith(text.slice(from, from + 9)) || start.startsWith(text.slice(from, from + 4))) return -1;
      throw notXml();
    }
    const end = text.indexOf(stop, from + start.length);
    if (end < 0) return -1;
    this.#sink.other?.(text.slice(from, end + stop.length));
    return end + stop.length;
  }
}

/** Reads a small document at once. */
export const readXml = (bytes: Buffer, sink: TokenSink): void => {
  const tokens = new XmlTokens(sink);
  tokens.write(bytes);
  tokens.end();
};

/** A raw tag with an attribute set, or taken away by null. */
export const withAttribute = (raw: string, name: string, value: string | number | null): string => {
  const bare = raw.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '');
  if (value === null) return bare;
  return bare.replace(/\s*(\/?)>$/, ` ${name}="${escapeXml(String(value))}"$1>`);
};

/** `x:` of `<x:row>`; empty without one. */
export const prefixOf = (raw: string): string => /^<\/?([A-Za-z0-9_.-]+:)/.exec(raw)?.[1] ?? '';

/** The word that the styles of this page bear (the server puts it into the page anew each time); none in development. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.nonce ?? '';

// Two places of the component library make a style element without asking for the word: the lock of the scroll bar under
// a dialog, and the measure of its width. Whatever our own scripts make bears it; what comes in as text never does.
if (styleNonce !== '') {
  const make = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = make(name, options);
    if (name.toLowerCase() === 'style') element.nonce = styleNonce;
    return element;
  }) as typeof document.createElement;
}

import Markdown, { type Components } from 'react-markdown';

/** A link leads away from the system, in a window of its own that knows nothing of this one. */
const parts: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ),
  // The page has its own first heading.
  h1: ({ children }) => <h2>{children}</h2>,
};

/** Markdown as elements: HTML in it is shown as text, pictures are left out. */
export function MarkdownText({ text }: { readonly text: string }) {
  return (
    <div className="announcement-text">
      <Markdown components={parts} disallowedElements={['img']}>
        {text}
      </Markdown>
    </div>
  );
}

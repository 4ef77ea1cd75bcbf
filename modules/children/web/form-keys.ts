import type { KeyboardEvent } from 'react';

const controlOf = (field: Element): HTMLElement | null =>
  field.querySelector<HTMLElement>('input:checked:not([disabled])') ??
  field.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled])');

/** Puts the cursor into a field of the form. */
export const focusColumn = (form: Element | null, column: string): void => {
  const field = form?.querySelector(`[data-column="${column}"]`);
  if (field === null || field === undefined) return;
  field.scrollIntoView({ block: 'center', behavior: 'smooth' });
  controlOf(field)?.focus({ preventScroll: true });
};

/** Enter goes to the next field; while a list is open it chooses from the list. */
export const goOnWithEnter = (event: KeyboardEvent<HTMLElement>): void => {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  const target = event.target as HTMLElement;
  if (target.getAttribute('aria-expanded') === 'true' || target.tagName === 'BUTTON') return;
  const fields = [...event.currentTarget.querySelectorAll('[data-column]')];
  const at = fields.findIndex((field) => field.contains(target));
  if (at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  const next = fields.slice(event.shiftKey ? 0 : at + 1, event.shiftKey ? at : undefined);
  const goal = (event.shiftKey ? next.toReversed() : next).map(controlOf).find((control) => control !== null);
  goal?.focus();
};

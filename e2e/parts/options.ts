import type { Locator } from 'playwright-core';
import { expect, vi } from 'vitest';

/**
 * The options of an opened selection box, and of no other: the list of the box before it may still be on its way out.
 * @param box the input that has the role of a combobox
 */
export const optionsOf = async (box: Locator): Promise<Locator> => {
  const list = await vi.waitFor(async () => {
    const id = await box.getAttribute('aria-controls');
    expect(id, 'the box has opened its list').toBeTruthy();
    return id;
  });
  const page = box.page();
  return page
    .locator('.ant-select-dropdown')
    .filter({ has: page.locator(`[id="${list}"]`) })
    .locator('.ant-select-item-option');
};

import { makeLiveSealer } from '@xueqian/platform/sealing.ts';
import { vi } from 'vitest';
import type { Person } from './person.ts';
import type { System } from './system.ts';

/** Types the letters of the image that the page shows, read with the system's key; nothing where no image is shown. */
export const readImage = async (system: System, { page }: Person): Promise<void> => {
  if ((await page.locator('input[name=image]').count()) === 0) return;
  await page.locator('.image-question img').waitFor();
  const { id, sealed } = await vi.waitFor(() =>
    system.database.asOwner((tx) =>
      tx.one<{ id: string; sealed: Buffer }>(
        'select id, answer_sealed as sealed from accounts.image_questions order by expires_at desc limit 1',
      ),
    ),
  );
  await page.locator('input[name=image]').fill(makeLiveSealer(system.keys).open(`image-question/${id}`, sealed));
};

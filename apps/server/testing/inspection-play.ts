import { nationalChecklist } from '@xueqian/modules/supervision/inspection.ts';

type Send = (login: string, path: string, body: object) => Promise<Record<string, unknown>>;

/** An inspection of today with one heavy finding, as a form sends it. */
export const inspected = (on: string) => ({
  ...{ inspectors: '王督学、李督学', inspectedOn: on, conclusion: '总体规范，个别项目需整改' },
  answers: nationalChecklist.map(({ code }, at) => ({
    ...{ code, choice: at === 0 ? 'unmet' : 'met', note: at === 0 ? '许可证未按时换发' : '' },
  })),
});

/** Begins an inspection, writes it and hands it over; gives its number. */
export const inspect = async (send: Send, login: string, institutionId: number, on: string): Promise<number> => {
  const begun = await send(login, `institutions/${institutionId}/inspections`, { requestId: crypto.randomUUID() });
  const id = Number(begun['inspectionId']);
  const { revision } = await send(login, `inspections/${id}/draft`, { revision: 0, ...inspected(on) });
  await send(login, `inspections/${id}/handing-over`, { revision });
  return id;
};

import { nationalChecklist } from '@xueqian/modules/supervision/inspection.ts';
import type { GoodRequest } from './good-admissions.ts';
import { inspect, inspected } from './inspection-play.ts';
import type { TestApp } from './test-app.ts';

type Ask = (login: string, path: string, body?: object) => GoodRequest;
type Done = (login: string, path: string, body?: object) => Promise<Record<string, number>>;

/** Requests about inspections that succeed, a new one each time. */
export const makeGoodInspections = (app: TestApp, ask: Ask, done: Done): Record<string, () => Promise<GoodRequest>> => {
  const [county, a, today] = ['410105-review', app.institution('a'), '2026-11-22'];
  const once = () => ({ requestId: crypto.randomUUID() });
  const begun = async () => (await done(county, `institutions/${a}/inspections`, once()))['inspectionId'];
  const handedOver = () => inspect(done, county, a, today);
  return {
    'supervision.begin-inspection': async () => ask(county, `institutions/${a}/inspections`, once()),
    'supervision.plan-inspections': async () =>
      ask(county, 'inspection-plans', {
        ...{ ...once(), title: '秋季检查', fromOn: today, untilOn: '2026-12-31', inspectors: '王督学' },
        institutionIds: [a, app.institution('b')],
      }),
    'supervision.save-inspection': async () =>
      ask(county, `inspections/${await begun()}/draft`, { revision: 0, ...inspected(today) }),
    'supervision.hand-over-inspection': async () => {
      const id = await begun();
      await done(county, `inspections/${id}/draft`, { revision: 0, ...inspected(today) });
      return ask(county, `inspections/${id}/handing-over`, { revision: 1 });
    },
    'supervision.know-inspection': async () =>
      ask('a-review', `inspections/${await handedOver()}/acknowledgement`, { objection: null }),
    'supervision.drop-inspection': async () => ask(county, `inspections/${await begun()}/dropping`, { reason: '改期' }),
    'supervision.close-unsigned-inspection': async () => {
      const id = await handedOver();
      await app.database.asOwner((tx) =>
        tx.run(
          `update deadlines.tasks set due_on = '2026-11-20' where kind = 'inspection-knowledge' and subject = $1`,
          [String(id)],
        ),
      );
      return ask(county, `inspections/${id}/closing-unsigned`, { how: '当面送达，两名督学见证' });
    },
    'supervision.correct-inspection': async () => {
      const id = await handedOver();
      await done('a-review', `inspections/${id}/acknowledgement`, { objection: null });
      return ask(county, `inspections/${id}/corrections`, { ...once(), reason: '日期有误' });
    },
    'supervision.record-annual-review': async () => {
      const { versions } = (await app.as(county).get(`/api/institutions/${a}/annual-review?year=2026`)).body as {
        versions: { version: number }[];
      };
      const version = versions[0]?.version ?? 0;
      return ask(county, `institutions/${a}/annual-review`, {
        ...{ year: 2026, version, result: 'basically-qualified', explanation: null },
        correctionReason: version === 0 ? null : '复核后更正',
      });
    },
    'supervision.lay-down-checklist': async () => {
      const { version } = (await app.as(county).get('/api/inspection-checklist')).body as { version: number };
      return ask(county, 'inspection-checklist', { version, items: nationalChecklist });
    },
  };
};
